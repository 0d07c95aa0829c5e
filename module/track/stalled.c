// SPDX-License-Identifier: GPL-2.0-only
/* The stall threshold and the number of stalled writers. */
#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/errno.h>

#include "core/worker.h"
#include "track/stalled.h"

#define DEFAULT_THRESHOLD_MSEC 1000

static unsigned int threshold_msec = DEFAULT_THRESHOLD_MSEC;
static atomic_t stalled;

/**
 * ps_stalled_reset() - reset the number of stalled writers to zero
 *
 * The threshold is kept.
 *
 * Context: any; no probe handler can run.
 */
void ps_stalled_reset(void)
{
	atomic_set(&stalled, 0);
}

/**
 * ps_stalled_threshold() - get the stall threshold
 *
 * Context: any.
 * Return: the time after which a blocked writer is stalled, in milliseconds.
 */
unsigned int ps_stalled_threshold(void)
{
	return READ_ONCE(threshold_msec);
}

/**
 * ps_stalled_set_threshold() - set the stall threshold
 * @msec: milliseconds, PS_STALLED_THRESHOLD_MIN_MSEC to
 *	PS_STALLED_THRESHOLD_MAX_MSEC
 *
 * It also applies to writers that are already blocked.
 *
 * Context: any but NMI.
 * Return: 0, or -EINVAL and the threshold is unchanged.
 */
int ps_stalled_set_threshold(unsigned int msec)
{
	if (msec < PS_STALLED_THRESHOLD_MIN_MSEC ||
	    msec > PS_STALLED_THRESHOLD_MAX_MSEC)
		return -EINVAL;
	WRITE_ONCE(threshold_msec, msec);
	ps_worker_wake();
	return 0;
}

/**
 * ps_stalled_count() - count the stalled writers
 *
 * Context: any.
 * Return: the number of writers that are stalled now.
 */
unsigned int ps_stalled_count(void)
{
	return atomic_read(&stalled);
}

/**
 * ps_stalled_inc() - a writer has stalled
 *
 * Context: any.
 */
void ps_stalled_inc(void)
{
	atomic_inc(&stalled);
}

/**
 * ps_stalled_dec() - a stalled writer is only blocked again
 *
 * Context: any.
 */
void ps_stalled_dec(void)
{
	atomic_dec(&stalled);
}

/**
 * ps_stalled_unblock() - a stalled writer is no longer blocked
 *
 * Context: probe handler.
 */
void ps_stalled_unblock(void)
{
	ps_stalled_dec();
	ps_worker_wake();
}

/**
 * ps_stalled_schedule() - a writer has blocked and may stall
 *
 * Context: probe handler. Costs one comparison if a scan is already due.
 */
void ps_stalled_schedule(void)
{
	ps_worker_wake_within(ps_stalled_threshold());
}
