// SPDX-License-Identifier: GPL-2.0-only
#include <linux/cpumask.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>

#include "account/peak.h"
#include "core/nmi_lock.h"

/* The highest that the sum can have been since a processor last told. */
static s64 highest_since(const struct ps_peak *peak)
{
	s64 highest = peak->sum;
	unsigned int cpu;

	lockdep_assert_held(&peak->lock);
	for_each_possible_cpu(cpu)
		highest += READ_ONCE(per_cpu_ptr(peak->drifts, cpu)->high);
	return highest;
}

/**
 * ps_peak_tell() - tell this processor's drift
 * @peak: the sum and its peak
 *
 * Context: any but NMI, with preemption off.
 */
void ps_peak_tell(struct ps_peak *peak)
{
	struct ps_drift *drift = this_cpu_ptr(peak->drifts);

	ps_lock(&peak->lock);
	peak->peak = max(peak->peak, highest_since(peak));
	peak->sum += drift->now;
	WRITE_ONCE(drift->now, 0);
	WRITE_ONCE(drift->high, 0);
	ps_unlock(&peak->lock);
}

/**
 * ps_peak_read() - read the peak
 * @peak: the sum and its peak
 *
 * Context: any but NMI.
 * Return: the peak since ps_peak_reset(): not less than it really was, and for
 * each processor at most 2 * PS_PEAK_BATCH more.
 */
u64 ps_peak_read(struct ps_peak *peak)
{
	s64 highest;

	ps_lock(&peak->lock);
	highest = max(peak->peak, highest_since(peak));
	ps_unlock(&peak->lock);
	return highest;
}

/**
 * ps_peak_reset() - start again from zero
 * @peak: the sum and its peak
 *
 * Context: may sleep; nobody adds.
 */
void ps_peak_reset(struct ps_peak *peak)
{
	struct ps_drift *drift;
	unsigned int cpu;

	ps_lock(&peak->lock);
	for_each_possible_cpu(cpu) {
		drift = per_cpu_ptr(peak->drifts, cpu);
		WRITE_ONCE(drift->now, 0);
		WRITE_ONCE(drift->high, 0);
	}
	peak->sum = 0;
	peak->peak = 0;
	ps_unlock(&peak->lock);
}
