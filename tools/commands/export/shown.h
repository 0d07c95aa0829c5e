/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_SHOWN_H
#define PIPESCOPE_SHOWN_H

#include <stddef.h>
#include <stdint.h>

#include "commands/export/series.h"
#include "read/proc.h"
#include "read/shares.h"

/**
 * struct shown - a namespace that has series of its own
 * @inum: its inode number
 * @instance: what tells it from others that had this number before
 * @container: its init process's container
 * @comm: the name of its init process
 * @labels: labels of its series
 * @counters: what is counted in it
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
 * struct shown_list - the namespaces that have series of their own, and the rest
 * @array: these namespaces, in the order of their numbers
 * @n: how many
 * @shares: what uids have in them, by their place in @array
 * @rest: what is counted in all others, also those that are gone
 * @rest_labels: labels of gauges of the rest
 * @rest_set_labels: labels of counters of the rest
 *
 * When another set of namespaces is shown, the rest is another: a counter of it
 * may be lower than before. It must not look like the same counter then, so the
 * label "except" has a number that stands for the set. While the set is the
 * same, the rest only grows, but may seem not to: the total is read before the
 * counters that are taken from it, and what happens in between is missing.
 * Since it is never too high (but by the rounding of microseconds), the highest
 * value seen is the best one known. It is forgotten when the set changes, so
 * that the same set is another one when it comes again: the label also counts
 * the changes.
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
 * shown_epoch() - tell since when counters are counted
 * @host: the host
 *
 * They begin anew when the machine is started or the module is armed. Then the
 * directories of namespaces are others, too: their inodes are not used again
 * while the machine runs.
 *
 * Return: a number for it
 */
uint64_t shown_epoch(const struct host *host);

/**
 * shown_read() - choose namespaces, and read them
 * @list: filled in
 * @export: the export
 */
void shown_read(struct shown_list *list, const struct export *export);

/**
 * shown_labels() - make labels of a series of a namespace
 * @shown: the namespace
 * @name: the name of another label
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
