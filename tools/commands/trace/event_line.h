/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_EVENT_LINE_H
#define PIPESCOPE_EVENT_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <traceevent/event-parse.h>

/**
 * struct line_style - the format of lines
 * @json: one object per line instead of text
 * @proc: /proc, for the names of tasks
 */
struct line_style {
	bool json;
	int proc;
};

/**
 * event_line_format() - format an event as a line
 * @style: the format
 * @event: the event
 * @record: its record
 * @size: set to the line's length
 *
 * Return: the line with its newline, to be freed by the caller
 */
char *event_line_format(const struct line_style *style, struct tep_event *event,
			struct tep_record *record, size_t *size);

/**
 * event_line_lost() - format the number of lost events as a line
 * @style: the format
 * @record: the event after them, which holds their number
 * @size: set to the line's length
 *
 * Return: the line with its newline, to be freed by the caller
 */
char *event_line_lost(const struct line_style *style, struct tep_record *record,
		      size_t *size);

#endif /* PIPESCOPE_EVENT_LINE_H */
