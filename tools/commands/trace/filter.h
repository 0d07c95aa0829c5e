/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_FILTER_H
#define PIPESCOPE_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <traceevent/event-parse.h>

#include "read/sysfs.h"

#define FILTER_MAX 256

/**
 * struct filter - which events are wanted; unknown members match all
 * @namespace: pid namespace of the writer or of the pipe
 * @uid: the user that the pipe is accounted to
 * @min_block: the minimum time for which the writer has been blocked, in
 *	microseconds
 */
struct filter {
	struct number namespace;
	struct number uid;
	struct number min_block;
};

/**
 * filter_duration() - parse a time from the command line
 * @what: what it is, for the error message
 * @text: a whole number and s, ms or us; seconds without a unit
 *
 * Ends the program if it is not valid.
 *
 * Return: microseconds
 */
uintmax_t filter_duration(const char *what, const char *text);

/**
 * filter_expression() - format the kernel's filter for an event
 * @filter: what is wanted
 * @event: the event
 * @buf: filled in, FILTER_MAX bytes; empty to let all through
 *
 * Waits of this process are always filtered out: each would cause output that
 * it may block on again.
 *
 * Return: false if the event lacks a field that the filter needs, so that none
 * is wanted
 */
bool filter_expression(const struct filter *filter, struct tep_event *event,
		       char buf[FILTER_MAX]);

#endif /* PIPESCOPE_FILTER_H */
