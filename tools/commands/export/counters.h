/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_COUNTERS_H
#define PIPESCOPE_COUNTERS_H

#include <stdbool.h>

#include "output/metrics.h"
#include "read/sysfs.h"

/* As many as the module has. */
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
	/* Those above have a family each; those below share one. */
	COUNTERS_SIMPLE,
	COUNTER_BLOCKED_USEC = COUNTERS_SIMPLE,
	COUNTER_BUCKETS,
	COUNTERS_ALL = COUNTER_BUCKETS + COUNTERS_BUCKETS
};

/**
 * struct counters - the counters of a namespace, or of all
 * @values: indexed by COUNTER_*; each bucket also counts the waits of those
 *	before it
 */
struct counters {
	struct number values[COUNTERS_ALL];
};

/**
 * counters_read() - read counters
 * @counters: filled in
 * @dir: the directory total, or that of the namespace
 *
 * Return: 0, or a negative errno if the first file cannot be read
 */
int counters_read(struct counters *counters, int dir);

/**
 * counters_digits() - the digits after the decimal point of a counter
 * @id: the counter
 *
 * Return: see struct value
 */
int counters_digits(int id);

/**
 * counters_rest() - subtract the counters of one namespace
 * @rest: the counters of all, from which those of @part are subtracted
 * @part: the counters of one; unknown ones count as 0
 */
void counters_rest(struct counters *rest, const struct counters *part);

/**
 * counters_only_grow() - whether a value never decreases
 * @id: the counter, below COUNTERS_SIMPLE
 *
 * Return: true if it is a counter, false if it is a gauge
 */
bool counters_only_grow(int id);

/**
 * counters_add_up() - whether values of namespaces can be summed
 * @id: the counter, below COUNTERS_SIMPLE
 *
 * Return: false if it is a maximum
 */
bool counters_add_up(int id);

/**
 * struct counters_family - a family of counters, and the memory of its texts
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
 * @by_namespace: the family of namespaces instead of that of the total
 */
void counters_family(struct counters_family *family, int id,
		     bool by_namespace);

/**
 * counters_bucket() - name a bucket of the histogram
 * @i: the bucket, below COUNTERS_BUCKETS
 *
 * Return: its upper bound in seconds, as in the label "le"
 */
const char *counters_bucket(int i);

#endif /* PIPESCOPE_COUNTERS_H */
