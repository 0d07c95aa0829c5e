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
 * struct task - what one thread is doing; unknown members are empty
 * @letter: the kernel's letter for its state: R running, S sleeping, D in
 *	uninterruptible sleep, T stopped, t stopped by a tracer, Z zombie, X
 *	dead, I idle kernel thread; 0 if unknown
 * @state: the kernel's word for it, such as "sleeping"
 * @wchan: the kernel function in which it waits
 * @in_call: it is in a system call
 * @call: the call, if @in_call
 * @tracer: its tracer's process id, 0 if there is none
 * @start: its start, in clock ticks since boot; together with its id this
 *	identifies a task
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
 * @dir: the task's directory; a process's directory stands for its first thread
 * @task: filled in
 */
void task_read(int dir, struct task *task);

/**
 * task_doing() - describe what a task is doing
 * @task: the task
 * @buf: filled in, as in "sleeping in wait4"; empty if unknown
 * @size: its size
 */
void task_doing(const struct task *task, char *buf, size_t size);

/**
 * task_parse_start() - find a task's start in the text of /proc/PID/stat
 * @stat: the text; the task's name in it may hold any bytes
 *
 * Return: clock ticks since boot
 */
struct number task_parse_start(const char *stat);

#endif /* PIPESCOPE_TASK_H */
