/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_FILTER_H
#define PIPESCOPE_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <traceevent/event-parse.h>

#include "read/sysfs.h"

#define FILTER_MAX 256

/**
 * struct filter - which events are wanted; what is not known does not matter
 * @namespace: pid namespace of the writer or of the pipe
 * @uid: the user to whom the pipe is accounted
 * @min_block: the least time that the writer has been blocked, in microseconds
 */
struct filter {
	struct number namespace;
	struct number uid;
	struct number min_block;
};

/**
 * filter_duration() - the time that the user gave
 * @what: what it is, for the error message
 * @text: a whole number and s, ms or us; without a unit it is seconds
 *
 * Ends the program if it is none.
 *
 * Return: microseconds
 */
uintmax_t filter_duration(const char *what, const char *text);

/**
 * filter_expression() - write what the kernel is to let through of an event
 * @filter: what is wanted
 * @event: the event
 * @buf: where to, FILTER_MAX bytes; empty if all of them
 *
 * The waits of this process are never wanted: each would make output that it
 * may wait for again.
 *
 * Return: false if the event lacks what the filter asks for, so that none of
 * them is wanted
 */
bool filter_expression(const struct filter *filter, struct tep_event *event,
		       char buf[FILTER_MAX]);

#endif /* PIPESCOPE_FILTER_H */
