/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_SCHED_H
#define _PIPESCOPE_SCHED_H

#include <linux/sched.h>

/**
 * ps_last_arrival() - when a task last started to run on a CPU
 * @task: the task
 *
 * Context: any; a snapshot.
 * Return: the local_clock() time in nanoseconds, or 0 if the kernel does not
 * record it (CONFIG_SCHED_INFO is off).
 */
static inline u64 ps_last_arrival(const struct task_struct *task)
{
#ifdef CONFIG_SCHED_INFO
	return READ_ONCE(task->sched_info.last_arrival);
#else
	return 0;
#endif
}

#endif
