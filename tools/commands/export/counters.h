/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_COUNTERS_H
#define PIPESCOPE_COUNTERS_H

#include <stdbool.h>

#include "output/metrics.h"
#include "read/sysfs.h"

/* As the module has them. */
#define COUNTERS_BUCKETS 8

enum {
	COUNTER_PIPES,
	COUNTER_PAGES,
	COUNTER_PAGES_PEAK,
	COUNTER_BLOCKED,
	COUNTER_STALLED,
	COUNTER_LONGEST,
	COUNTER_CREATED,
	COUNTER_ADOPTED,
	COUNTER_DESTROYED,
	COUNTER_SHRUNK,
	COUNTER_REFUSED,
	COUNTER_UNREAD,
	COUNTER_UNREAD_BYTES,
	COUNTER_STALLS,
	/* They have families of their own; what follows makes up one. */
	COUNTERS_SIMPLE,
	COUNTER_BLOCKED_USEC = COUNTERS_SIMPLE,
	COUNTER_BUCKETS,
	COUNTERS_ALL = COUNTER_BUCKETS + COUNTERS_BUCKETS
};

/**
 * struct counters - what is counted in a namespace, or in all
 * @values: by COUNTER_*; in the buckets are the waits of a duration and all
 *	shorter ones
 */
struct counters {
	struct number values[COUNTERS_ALL];
};

/**
 * counters_read() - read counters
 * @counters: filled in
 * @dir: total or the namespace's directory
 *
 * Return: 0, or a negative errno if the first file cannot be read
 */
int counters_read(struct counters *counters, int dir);

/**
 * counters_digits() - tell how a counter's value is to be written
 * @id: which
 *
 * Return: see struct value
 */
int counters_digits(int id);

/**
 * counters_rest() - what is counted in all namespaces but some
 * @rest: the counters of all, from which those of @part are taken away
 * @part: the counters of one; what is not known of it counts as nothing
 */
void counters_rest(struct counters *rest, const struct counters *part);

/**
 * counters_only_grow() - whether a value cannot become less
 * @id: which, below COUNTERS_SIMPLE
 *
 * Return: true if it is a counter, false if it is a gauge
 */
bool counters_only_grow(int id);

/**
 * counters_add_up() - whether the sum of a value over namespaces has a meaning
 * @id: which, below COUNTERS_SIMPLE
 *
 * Return: false if it is a maximum
 */
bool counters_add_up(int id);

/**
 * struct counters_family - a family of counters, and memory for its texts
 */
struct counters_family {
	struct family family;
	char name[64];
	char help[160];
};

/**
 * counters_family() - describe the family that a counter belongs to
 * @family: filled in; points into itself
 * @id: the counter; COUNTERS_SIMPLE for the histogram of block times
 * @by_namespace: the family of namespaces, not that of the total
 */
void counters_family(struct counters_family *family, int id,
		     bool by_namespace);

/**
 * counters_bucket() - name a bucket of the histogram
 * @i: which, below COUNTERS_BUCKETS
 *
 * Return: its upper bound in seconds, as in the label "le"
 */
const char *counters_bucket(int i);

#endif /* PIPESCOPE_COUNTERS_H */
