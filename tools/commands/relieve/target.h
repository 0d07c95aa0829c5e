/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_TARGET_H
#define PIPESCOPE_TARGET_H

#include <stdbool.h>
#include <stdint.h>

#include "commands/relieve/outcome.h"
#include "read/host.h"
#include "read/proc.h"
#include "read/request.h"
#include "read/sysfs.h"
#include "read/task.h"

/**
 * struct target - the writer to be relieved, and its pipe
 * @tid: its thread id
 * @pid: its process
 * @fd: its descriptor of the pipe
 * @inode: the pipe's inode number
 * @pipe_id: the module's number for the pipe, 0 if it is not tracked
 * @uid: the user that the pipe is accounted to
 * @usec: how long the writer has been blocked
 * @slots: the pipe's slots
 * @used: slots in use
 * @bytes: bytes in them
 * @splices: it does not copy data, so a slot may hold only a few bytes
 * @comm: its name
 * @task: what it is doing, and its start
 * @request: what its system call was asked to write
 * @wait: directory of this wait; its files cannot be read once the wait has
 *	ended
 * @key: the pipe's key, see holders_pipe_key(); NULL if unknown
 */
struct target {
	uintmax_t tid;
	struct number pid;
	struct number fd;
	struct number inode;
	struct number pipe_id;
	struct number uid;
	struct number usec;
	struct number slots;
	struct number used;
	struct number bytes;
	bool splices;
	char comm[PROC_COMM_MAX];
	struct task task;
	struct request request;
	int wait;
	char *key;
};

/**
 * target_read() - read a stalled writer
 * @target: filled in; to be passed to target_free() in any case
 * @host: the host
 * @tid: its thread id
 * @outcome: set if it is not one, or cannot be relieved
 *
 * The facts about the task are certainly the writer's: the same wait was in
 * progress before and after they were read.
 *
 * Return: whether it is a writer that waits for room in a known pipe
 */
bool target_read(struct target *target, const struct host *host, uintmax_t tid,
		 struct outcome *outcome);

/**
 * target_check() - check that nothing has changed
 * @target: the writer as it was read before
 * @host: the host
 * @outcome: set if something has changed
 *
 * Return: whether the same task is still blocked in the same call on the same
 * pipe
 */
bool target_check(const struct target *target, const struct host *host,
		  struct outcome *outcome);

/**
 * target_waits() - whether the writer's wait is still in progress
 * @target: the writer
 *
 * Return: true if the module says so
 */
bool target_waits(const struct target *target);

/**
 * target_same_call() - whether a task is in the writer's system call
 * @target: the writer
 * @task: what the task is doing
 *
 * Return: true if the call and its arguments are the same
 */
bool target_same_call(const struct target *target, const struct task *task);

/**
 * target_read_task() - read what the writer's task is doing
 * @target: the writer
 * @host: the host
 * @task: filled in
 *
 * Return: false if it has exited
 */
bool target_read_task(const struct target *target, const struct host *host,
		      struct task *task);

/**
 * target_free() - free what target_read() filled in
 * @target: the writer
 */
void target_free(const struct target *target);

#endif /* PIPESCOPE_TARGET_H */
