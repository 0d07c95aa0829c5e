// SPDX-License-Identifier: GPL-2.0-only
#include <linux/kernel.h>
#include <linux/limits.h>

#include "core/worker.h"
#include "fake_worker.h"

static u64 due;

/**
 * fake_worker_forget() - forget all wake-ups
 */
void fake_worker_forget(void)
{
	due = U64_MAX;
}

/**
 * fake_worker_due() - the soonest wake-up
 *
 * Return: in how many milliseconds the worker was to run, U64_MAX if it was not
 * woken since fake_worker_forget().
 */
u64 fake_worker_due(void)
{
	return due;
}

void ps_worker_wake_within(u64 msec)
{
	due = min(due, msec);
}

void ps_worker_wake(void)
{
	ps_worker_wake_within(0);
}
