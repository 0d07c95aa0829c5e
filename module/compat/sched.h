/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_SCHED_H
#define _PIPESCOPE_SCHED_H

#include <linux/sched.h>

/**
 * ps_last_arrival() - when a task was last put on a processor
 * @task: the task
 *
 * Context: any; a snapshot.
 * Return: the time of local_clock() in nanoseconds, or 0 where the kernel does
 * not keep it (CONFIG_SCHED_INFO is off).
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
