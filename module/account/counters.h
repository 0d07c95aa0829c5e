/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_COUNTERS_H
#define _PIPESCOPE_COUNTERS_H

#include <linux/types.h>

/* Completed waits below 1 ms, 10 ms, ... 1000 s, and longer. */
#define PS_HISTOGRAM_BUCKETS 8

/**
 * struct ps_counters - what is counted for a pid namespace
 * @pipes_created: pipes allocated while the module was armed
 * @pipes_adopted: pipes that existed before and were taken up
 * @pipes_destroyed: pipes of either kind that are gone
 * @pipes_shrunk: pipes created small, as their uid was over its soft limit
 * @pipes_refused: pipes that could not be created
 * @pipes_unread: pipes destroyed with data in them
 * @unread_bytes: that data, in bytes
 * @pages: slots of the pipes that exist, the unit of pipe-user-pages-soft
 * @pages_peak: the highest value of @pages so far
 * @writers_blocked: tasks waiting for room in a pipe now
 * @writers_stalled: those of them that wait for longer than the threshold
 * @blocks: waits that have ended
 * @blocked_nsec: their duration together, in nanoseconds
 * @blocked_nsec_max: the longest, in nanoseconds
 * @stalls: waits that became longer than the threshold
 * @histogram: @blocks by duration
 *
 * All members are u64: ps_counters_add() relies on it.
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
 * ps_counters_pipes() - pipes that exist
 * @c: the counters
 *
 * Context: any.
 * Return: how many pipes were created or adopted and are not destroyed.
 */
static inline u64 ps_counters_pipes(const struct ps_counters *c)
{
	return c->pipes_created + c->pipes_adopted - c->pipes_destroyed;
}

#endif
