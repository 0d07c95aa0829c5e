/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_WORKER_H
#define _PIPESCOPE_WORKER_H

#include <linux/types.h>

/**
 * typedef ps_worker_fn - the function that the worker runs
 *
 * Return: the delay in milliseconds until the next run, or U64_MAX to wait for
 * a wake-up.
 */
typedef u64 (*ps_worker_fn)(void);

int ps_worker_init(void);
void ps_worker_exit(void);
void ps_worker_start(ps_worker_fn run);
void ps_worker_stop(void);
void ps_worker_wake(void);
void ps_worker_flush(void);
void ps_worker_wake_within(u64 msec);

#endif
