/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_NUMBER_H
#define _PIPESCOPE_NUMBER_H

#include <linux/cpumask.h>
#include <linux/percpu.h>
#include <linux/smp.h>
#include <linux/types.h>

/**
 * ps_number_next() - give out a number that is not given out again
 * @given: how many each processor has given out; one u64 per processor
 *
 * No processor writes another's: the numbers of one rise, those of two do not
 * tell which came first.
 *
 * Context: any, with preemption off.
 * Return: the number, from 1.
 */
static inline u64 ps_number_next(u64 __percpu *given)
{
	u64 before = this_cpu_inc_return(*given) - 1;

	return before * nr_cpu_ids + smp_processor_id() + 1;
}

#endif
