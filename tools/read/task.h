/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_TASK_H
#define PIPESCOPE_TASK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "read/status.h"
#include "read/syscalls.h"
#include "read/sysfs.h"

#define TASK_DOING_MAX	160

/**
 * struct task - what a task, one thread, is doing; what is not known is empty
 * @letter: the kernel's letter for its state: R runs, S sleeps, D sleeps without
 *	being woken by signals, T stopped, t stopped by a tracer, Z zombie,
 *	X dead, I idle kernel thread; 0 if not known
 * @state: the kernel's word for it, as "sleeping"
 * @wchan: the kernel function in which it waits
 * @in_call: it is in a system call
 * @call: which, if @in_call
 * @tracer: process that traces it, 0 if none does
 * @start: when it was started, in clock ticks since the machine was: together
 *	with its id it tells a task from all others
 * @ns_tids: its ids in pid namespaces, see status_ns_pids()
 * @n_ns_tids: how many
 */
struct task {
	char letter;
	char state[32];
	char wchan[64];
	bool in_call;
	struct syscall call;
	struct number tracer;
	struct number start;
	uintmax_t ns_tids[STATUS_NS_MAX];
	size_t n_ns_tids;
};

/**
 * task_read() - read what a task is doing
 * @dir: the task's directory; of a process's, its first thread is meant
 * @task: filled in
 */
void task_read(int dir, struct task *task);

/**
 * task_doing() - say what a task is doing
 * @task: the task
 * @buf: where to, as "sleeping in wait4"; empty if that is not known
 * @size: its size
 */
void task_doing(const struct task *task, char *buf, size_t size);

/**
 * task_parse_start() - find a task's start in the text of /proc/PID/stat
 * @stat: the text; anything may be in the task's name
 *
 * Return: clock ticks since the machine's start
 */
struct number task_parse_start(const char *stat);

#endif /* PIPESCOPE_TASK_H */
