/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_BUFFERS_H
#define PIPESCOPE_BUFFERS_H

#include <stdbool.h>
#include <traceevent/event-parse.h>
#include <tracefs/tracefs.h>

/**
 * buffers_open() - open the buffers of all processors
 * @instance: whose; they are closed when the program ends by exit(3), before
 *	what was registered for that until now is done
 *
 * Ends the program if none can be opened.
 */
void buffers_open(struct tracefs_instance *instance);

/**
 * buffers_begin() - begin to read the events made until now
 */
void buffers_begin(void);

/**
 * buffers_next() - read an event
 * @record: filled in, its data valid until the next call; its @missed_events
 *	are those that the same processor made before it and that nobody read in
 *	time
 *
 * Events come in their order.
 *
 * Return: false if there is no other that was made before buffers_begin()
 */
bool buffers_next(struct tep_record *record);

/**
 * buffers_pending() - whether events were seen that are later than that
 *
 * Return: true if so: buffers_begin() is to be called without waiting
 */
bool buffers_pending(void);

#endif /* PIPESCOPE_BUFFERS_H */
