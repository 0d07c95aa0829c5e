/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_EVENTS_H
#define PIPESCOPE_EVENTS_H

#include <traceevent/event-parse.h>
#include <tracefs/tracefs.h>

#include "commands/trace/filter.h"

/**
 * events_parse() - learn how this machine's events of the module are laid out
 *
 * Ends the program if there are none.
 *
 * Return: what decodes them, to be freed by tep_free()
 */
struct tep_handle *events_parse(void);

/**
 * events_enable() - have events recorded
 * @events: what decodes them
 * @instance: where
 * @list: their names with commas between them, NULL for all
 * @filter: which of them are wanted
 *
 * Ends the program if a name is unknown, or if none of them can be what the
 * filter asks for.
 */
void events_enable(struct tep_handle *events,
		   struct tracefs_instance *instance, const char *list,
		   const struct filter *filter);

#endif /* PIPESCOPE_EVENTS_H */
