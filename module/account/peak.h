/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_PEAK_H
#define _PIPESCOPE_PEAK_H

#include <linux/compiler.h>
#include <linux/percpu.h>
#include <linux/spinlock.h>
#include <linux/types.h>

/* A processor's drift from which on the sum is told. */
#define PS_PEAK_BATCH 512

/**
 * struct ps_drift - what one processor has not told yet
 * @now: what it has added to the sum since it last told
 * @high: the maximum of @now since then, at least 0
 *
 * Written on that processor alone, with preemption off.
 */
struct ps_drift {
	s64 now;
	s64 high;
};

/**
 * struct ps_peak - the peak of a sum that all processors add to
 * @drifts: what each processor has not told yet
 * @lock: protects @sum and @peak; raw, the innermost
 * @sum: what the processors have told
 * @peak: an upper bound of the sum until a processor last told
 *
 * The exact peak would take a write to a shared line for each change. Here it
 * takes one for a drift of PS_PEAK_BATCH. The price: the peak is taken to have
 * come on all processors at the same time. So it is never too low, and for each
 * processor at most 2 * PS_PEAK_BATCH too high. If one processor alone has ever
 * changed the sum, it is exact.
 */
struct ps_peak {
	struct ps_drift __percpu *drifts;
	raw_spinlock_t lock;
	s64 sum;
	s64 peak;
};

#define PS_PEAK_INIT(per_cpu_drifts) { \
	.drifts = &(per_cpu_drifts), \
	.lock = __RAW_SPIN_LOCK_UNLOCKED(ps_peak.lock), \
}

void ps_peak_tell(struct ps_peak *peak);
u64 ps_peak_read(struct ps_peak *peak);
void ps_peak_reset(struct ps_peak *peak);

/**
 * ps_peak_add() - add to the sum
 * @peak: the sum and its peak
 * @delta: what to add, may be negative
 *
 * Inline, because every pipe creation and destruction gets here.
 *
 * Context: any but NMI, with preemption off.
 */
static inline void ps_peak_add(struct ps_peak *peak, s64 delta)
{
	struct ps_drift *drift = this_cpu_ptr(peak->drifts);
	s64 now = drift->now + delta;

	WRITE_ONCE(drift->now, now);
	if (now > drift->high)
		WRITE_ONCE(drift->high, now);
	if (unlikely(now >= PS_PEAK_BATCH || now <= -PS_PEAK_BATCH))
		ps_peak_tell(peak);
}

#endif
