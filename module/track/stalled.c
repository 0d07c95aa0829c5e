// SPDX-License-Identifier: GPL-2.0-only
/* How long a writer has to be blocked to be stalled, and how many are. */
#include <linux/atomic.h>
#include <linux/compiler.h>
#include <linux/errno.h>

#include "core/worker.h"
#include "track/stalled.h"

#define DEFAULT_THRESHOLD_MSEC 1000

static unsigned int threshold_msec = DEFAULT_THRESHOLD_MSEC;
static atomic_t stalled;

/**
 * ps_stalled_reset() - start with no stalled writer
 *
 * The threshold stays as it was set.
 *
 * Context: any; no probe handler can run.
 */
void ps_stalled_reset(void)
{
	atomic_set(&stalled, 0);
}

/**
 * ps_stalled_threshold() - the time after which a blocked writer is stalled
 *
 * Context: any.
 * Return: the threshold in milliseconds.
 */
unsigned int ps_stalled_threshold(void)
{
	return READ_ONCE(threshold_msec);
}

/**
 * ps_stalled_set_threshold() - set that time
 * @msec: milliseconds, PS_STALLED_THRESHOLD_MIN_MSEC to
 *	PS_STALLED_THRESHOLD_MAX_MSEC
 *
 * It applies to writers that are already blocked, too.
 *
 * Context: any but NMI.
 * Return: 0, or -EINVAL and nothing is changed.
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
 * ps_stalled_count() - writers stalled now
 *
 * Context: any.
 * Return: their number.
 */
unsigned int ps_stalled_count(void)
{
	return atomic_read(&stalled);
}

/**
 * ps_stalled_add() - a writer has stalled
 *
 * Context: any.
 */
void ps_stalled_add(void)
{
	atomic_inc(&stalled);
}

/**
 * ps_stalled_remove() - a stalled writer is merely blocked again
 *
 * Context: any.
 */
void ps_stalled_remove(void)
{
	atomic_dec(&stalled);
}

/**
 * ps_stalled_end() - a stalled writer is no longer blocked
 *
 * Context: probe handler.
 */
void ps_stalled_end(void)
{
	ps_stalled_remove();
	ps_worker_wake();
}

/**
 * ps_stalled_expect() - a writer has blocked, and may stall
 *
 * Context: probe handler. Costs one comparison while a scan is due in time.
 */
void ps_stalled_expect(void)
{
	ps_worker_wake_within(ps_stalled_threshold());
}
