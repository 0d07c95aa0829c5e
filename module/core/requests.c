// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests for a walk over all open files. Code that notices a loss adds a
 * request here and need not know about the walk.
 */
#include <linux/atomic.h>

#include "core/requests.h"
#include "core/worker.h"

static atomic_t requested;

/**
 * ps_requests_reset() - replace all pending requests
 * @what: PS_REQUEST_PIPES, PS_REQUEST_WRITERS, or 0 for none
 *
 * Context: any; the worker is stopped.
 */
void ps_requests_reset(int what)
{
	atomic_set(&requested, what);
}

/**
 * ps_requests_add() - request a walk and wake the worker
 * @what: PS_REQUEST_PIPES, PS_REQUEST_WRITERS
 *
 * Context: any but NMI. Costs one comparison if the same request is already
 * pending.
 */
void ps_requests_add(int what)
{
	if ((atomic_read(&requested) & what) == what)
		return;
	ps_requests_put_back(what);
	ps_worker_wake_within(PS_REQUEST_DELAY_MSEC);
}

/**
 * ps_requests_put_back() - request a walk without waking the worker
 * @what: PS_REQUEST_PIPES, PS_REQUEST_WRITERS
 *
 * Context: any.
 */
void ps_requests_put_back(int what)
{
	atomic_or(what, &requested);
}

/**
 * ps_requests_pending() - the walks that are requested now
 *
 * Context: any; a snapshot.
 * Return: PS_REQUEST_PIPES and PS_REQUEST_WRITERS, or 0.
 */
int ps_requests_pending(void)
{
	return atomic_read(&requested);
}

/**
 * ps_requests_take() - take and clear all pending requests
 *
 * Context: any.
 * Return: the requests that were pending, or 0.
 */
int ps_requests_take(void)
{
	return atomic_xchg(&requested, 0);
}
