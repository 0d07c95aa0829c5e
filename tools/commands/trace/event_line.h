/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_EVENT_LINE_H
#define PIPESCOPE_EVENT_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <traceevent/event-parse.h>

/**
 * struct line_style - how lines are written
 * @json: an object a line, else text
 * @proc: /proc, for the names of tasks
 */
struct line_style {
	bool json;
	int proc;
};

/**
 * event_line_format() - write an event as a line
 * @style: how
 * @event: the event
 * @record: what was recorded of it
 * @size: set to the line's length
 *
 * Return: the line with its newline, to be freed by the caller
 */
char *event_line_format(const struct line_style *style, struct tep_event *event,
			struct tep_record *record, size_t *size);

/**
 * event_line_lost() - write as a line how many events were lost
 * @style: how
 * @record: the event after them, which has their number
 * @size: set to the line's length
 *
 * Return: the line with its newline, to be freed by the caller
 */
char *event_line_lost(const struct line_style *style, struct tep_record *record,
		      size_t *size);

#endif /* PIPESCOPE_EVENT_LINE_H */
