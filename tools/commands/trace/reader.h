/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_TRACE_READER_H
#define PIPESCOPE_TRACE_READER_H

#include <stdbool.h>
#include <traceevent/event-parse.h>
#include <tracefs/tracefs.h>

/**
 * reader_open() - open the buffers of all processors
 * @instance: whose; they are closed when the program ends by exit(3), before
 *	what was registered for that until now is done
 *
 * Ends the program if none can be opened.
 */
void reader_open(struct tracefs_instance *instance);

/**
 * reader_begin() - begin to read the events made until now
 */
void reader_begin(void);

/**
 * reader_next() - read an event
 * @record: filled in, its data valid until the next call; its @missed_events
 *	are those that the same processor made before it and that nobody read in
 *	time
 *
 * Events come in their order.
 *
 * Return: false if there is no other that was made before reader_begin()
 */
bool reader_next(struct tep_record *record);

/**
 * reader_pending() - whether events were seen that are later than that
 *
 * Return: true if so: reader_begin() is to be called without waiting
 */
bool reader_pending(void);

#endif /* PIPESCOPE_TRACE_READER_H */
