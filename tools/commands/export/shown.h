/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_SHOWN_H
#define PIPESCOPE_SHOWN_H

#include <stddef.h>
#include <stdint.h>

#include "commands/export/series.h"
#include "read/proc.h"
#include "read/shares.h"

/**
 * struct shown - a namespace with series of its own
 * @inum: its inode number
 * @instance: distinguishes it from earlier namespaces of the same number
 * @container: its init process's container
 * @comm: the name of its init process
 * @labels: labels of its series
 * @counters: its counters
 */
struct shown {
	uintmax_t inum;
	uintmax_t instance;
	struct container container;
	char comm[PROC_COMM_MAX];
	char *labels;
	struct counters counters;
};

/**
 * struct shown_list - the namespaces with series of their own, and the rest
 * @array: these namespaces, in the order of their numbers
 * @n: how many
 * @shares: pipes of uids in them; @owner is the index in @array
 * @rest: counters of all others, including those that no longer exist
 * @rest_labels: labels of gauges of the rest
 * @rest_set_labels: labels of counters of the rest
 *
 * If the set of namespaces changes, the rest covers others, and its counters
 * may be lower than before. They must not look like the same counters then, so
 * the label "except" holds a number that identifies the set.
 *
 * While the set stays the same, the rest only grows, but it may seem to shrink:
 * the total is read before the counters that are subtracted from it, so events
 * in between are missing. The result is never too high (except for the rounding
 * of microseconds), so the highest value so far is the best. That value is lost
 * when the set changes, so a set that returns must count as a new one: the
 * label also counts the changes.
 */
struct shown_list {
	struct shown *array;
	size_t n;
	struct shares shares;
	struct counters rest;
	char *rest_labels;
	char *rest_set_labels;
};

/**
 * shown_epoch() - identify when counting began
 * @host: the host
 *
 * Counters restart when the machine boots or the module is armed. Then the
 * directories of namespaces are new as well, and their inodes are not reused
 * until the next boot.
 *
 * Return: a number that differs after a restart
 */
uint64_t shown_epoch(const struct host *host);

/**
 * shown_read() - choose namespaces and read them
 * @list: filled in
 * @export: the export
 */
void shown_read(struct shown_list *list, const struct export *export);

/**
 * shown_labels() - format the labels of a series of a namespace
 * @shown: the namespace
 * @name: the name of an additional label
 * @value: its value, empty for none
 *
 * Return: as metrics_labels()
 */
char *shown_labels(const struct shown *shown, const char *name,
		   const char *value);

/**
 * shown_free() - free what shown_read() filled in
 * @list: the namespaces
 */
void shown_free(struct shown_list *list);

#endif /* PIPESCOPE_SHOWN_H */
