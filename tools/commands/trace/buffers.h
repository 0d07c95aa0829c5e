/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_BUFFERS_H
#define PIPESCOPE_BUFFERS_H

#include <stdbool.h>
#include <traceevent/event-parse.h>
#include <tracefs/tracefs.h>

/**
 * buffers_open() - open the buffers of all processors
 * @instance: the tracefs instance; the buffers are closed on exit(3), before
 *	any atexit(3) functions that are registered already run
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
 * @record: filled in, its data valid until the next call; @missed_events counts
 *	earlier events of the same CPU that were lost
 *
 * Events come in the order of their times.
 *
 * Return: false if no event recorded before buffers_begin() is left
 */
bool buffers_next(struct tep_record *record);

/**
 * buffers_pending() - whether later events have already been seen
 *
 * Return: true if so; then call buffers_begin() again without waiting
 */
bool buffers_pending(void);

#endif /* PIPESCOPE_BUFFERS_H */
