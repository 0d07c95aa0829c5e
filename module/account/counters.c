// SPDX-License-Identifier: GPL-2.0-only
#include <linux/kernel.h>
#include <linux/time64.h>

#include "account/counters.h"

/**
 * ps_histogram_bucket() - find the histogram bucket of a wait
 * @nsec: duration of the wait in nanoseconds
 *
 * Context: any.
 * Return: the index in block_histogram, 0 to PS_HISTOGRAM_BUCKETS - 1.
 */
unsigned int ps_histogram_bucket(u64 nsec)
{
	u64 bound = NSEC_PER_MSEC;
	unsigned int bucket;

	for (bucket = 0; bucket < PS_HISTOGRAM_BUCKETS - 1; bucket++) {
		if (nsec < bound)
			break;
		bound *= 10;
	}
	return bucket;
}

/**
 * ps_counters_record_wait() - count a wait that has ended
 * @c: the counters; the caller holds their lock
 * @nsec: duration of the wait in nanoseconds
 *
 * Context: any.
 */
void ps_counters_record_wait(struct ps_counters *c, u64 nsec)
{
	c->blocks++;
	c->blocked_nsec += nsec;
	c->blocked_nsec_max = max(c->blocked_nsec_max, nsec);
	c->histogram[ps_histogram_bucket(nsec)]++;
}

/**
 * ps_counters_add() - add counters to a sum
 * @sum: the sum; its blocked_nsec_max becomes the greater of the two. Its
 *	pages_peak becomes the sum of both peaks, which is not the peak of the
 *	sum: callers replace it
 * @c: the counters to add
 *
 * Context: any; the caller holds the locks of both.
 */
void ps_counters_add(struct ps_counters *sum, const struct ps_counters *c)
{
	u64 longest = max(sum->blocked_nsec_max, c->blocked_nsec_max);
	const u64 *from = (const u64 *)c;
	u64 *to = (u64 *)sum;
	unsigned int i;

	for (i = 0; i < sizeof(*c) / sizeof(u64); i++)
		to[i] += from[i];
	sum->blocked_nsec_max = longest;
}
