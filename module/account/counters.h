/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_COUNTERS_H
#define _PIPESCOPE_COUNTERS_H

#include <linux/kernel.h>
#include <linux/types.h>

/* Completed waits below 1 ms, 10 ms, ... 1000 s, and longer ones. */
#define PS_HISTOGRAM_BUCKETS 8

/**
 * struct ps_counters - the counters of a pid namespace
 * @pipes_created: pipes created while the module was armed
 * @pipes_adopted: existing pipes that were adopted
 * @pipes_destroyed: created or adopted pipes that were destroyed
 * @pipes_shrunk: pipes created small, because their uid was over its soft limit
 * @pipes_refused: pipes that the kernel refused to create
 * @pipes_unread: pipes destroyed with unread data
 * @unread_bytes: unread data in destroyed pipes, in bytes
 * @pages: slots of existing pipes, in the unit of pipe-user-pages-soft
 * @pages_peak: maximum of @pages
 * @writers_blocked: tasks that wait now to write to a pipe or to open a FIFO
 * @writers_stalled: blocked writers whose wait exceeds the stall threshold
 * @blocks: waits that have ended
 * @blocked_nsec: total duration of these waits, in nanoseconds
 * @blocked_nsec_max: longest of these waits, in nanoseconds
 * @stalls: waits that exceeded the stall threshold
 * @histogram: @blocks by duration
 *
 * All members are u64; ps_counters_add() relies on this.
 */
struct ps_counters {
	u64 pipes_created;
	u64 pipes_adopted;
	u64 pipes_destroyed;
	u64 pipes_shrunk;
	u64 pipes_refused;
	u64 pipes_unread;
	u64 unread_bytes;
	u64 pages;
	u64 pages_peak;
	u64 writers_blocked;
	u64 writers_stalled;
	u64 blocks;
	u64 blocked_nsec;
	u64 blocked_nsec_max;
	u64 stalls;
	u64 histogram[PS_HISTOGRAM_BUCKETS];
};

unsigned int ps_histogram_bucket(u64 nsec);
void ps_counters_add(struct ps_counters *sum, const struct ps_counters *c);
void ps_counters_record_wait(struct ps_counters *c, u64 nsec);

/**
 * ps_counters_gauge() - the value of a sum of what was added and taken away
 * @sum: the sum over several processors
 *
 * While one processor adds and another takes away, the reader of a sum may see
 * the second and not the first.
 *
 * Context: any.
 * Return: the sum, or 0 if it is negative.
 */
static inline u64 ps_counters_gauge(u64 sum)
{
	return max_t(s64, sum, 0);
}

/**
 * ps_counters_pipes() - count the pipes that exist
 * @c: the counters
 *
 * Context: any.
 * Return: the number of pipes created or adopted and not yet destroyed.
 */
static inline u64 ps_counters_pipes(const struct ps_counters *c)
{
	return ps_counters_gauge(c->pipes_created + c->pipes_adopted -
				 c->pipes_destroyed);
}

#endif
