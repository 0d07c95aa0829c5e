/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_EVENTS_H
#define PIPESCOPE_EVENTS_H

#include <traceevent/event-parse.h>
#include <tracefs/tracefs.h>

#include "commands/trace/filter.h"

/**
 * events_parse() - read the formats of the module's events
 *
 * Ends the program if there are none.
 *
 * Return: the decoder, to be freed with tep_free()
 */
struct tep_handle *events_parse(void);

/**
 * events_enable() - start recording events
 * @events: the decoder
 * @instance: the tracefs instance
 * @list: comma-separated names, NULL for all
 * @filter: which of them are wanted
 *
 * Ends the program if a name is unknown, or if the filter rules all events out.
 */
void events_enable(struct tep_handle *events,
		   struct tracefs_instance *instance, const char *list,
		   const struct filter *filter);

#endif /* PIPESCOPE_EVENTS_H */
