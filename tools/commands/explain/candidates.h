/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_CANDIDATES_H
#define PIPESCOPE_CANDIDATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "commands/explain/awaits.h"
#include "commands/explain/process.h"
#include "read/host.h"
#include "read/stalled.h"
#include "read/task.h"

/**
 * struct thread - a thread that lives
 * @tid: its id
 * @task: what it is doing
 * @hidden: its system call may not be seen
 * @reads: the pipe that it is in read(2) of, see holders_pipe_key(), or NULL
 * @awaits: whose end it waits for
 */
struct thread {
	uintmax_t tid;
	struct task task;
	bool hidden;
	char *reads;
	struct awaits awaits;
};

/**
 * struct candidate - a process that can read from a stalled writer's pipe
 * @holder: where that was found first
 * @process: whose process it is
 * @frozen: whether its cgroup is
 * @leader_dead: its first thread has ended, others live
 * @stopped: all of its threads are stopped, or its cgroup is frozen
 * @hidden: what its threads are doing may not be seen
 * @rchar: bytes that it has read so far, from whatever it was
 * @has_read: it has read something between two looks
 * @threads: those that live
 * @n: how many, 0 if it has gone
 * @pidfds: that it has
 * @writers: its threads that are stalled writers themselves, the longest
 *	blocked first; borrowed
 * @n_writers: how many
 */
struct candidate {
	struct holder holder;
	struct process process;
	struct number frozen;
	bool leader_dead;
	bool stopped;
	bool hidden;
	struct number rchar;
	bool has_read;
	struct thread *threads;
	size_t n;
	struct pidfds pidfds;
	const struct writer **writers;
	size_t n_writers;
};

/**
 * struct candidates - all processes that can read from any stalled writer's pipe
 * @array: the processes, by their ids
 * @n: how many
 */
struct candidates {
	struct candidate *array;
	size_t n;
};

/**
 * candidates_read() - read who can read from the pipes, and what they do
 * @host: the host
 * @stalled: the writers, and who has their pipes
 * @candidates: filled in
 *
 * Each is read once, however many writers there are for which it could read.
 */
void candidates_read(const struct host *host, const struct stalled *stalled,
		     struct candidates *candidates);

/**
 * candidates_find() - find a process
 * @candidates: the processes
 * @pid: the process
 *
 * Return: it, NULL if it can read from none of the pipes
 */
struct candidate *candidates_find(const struct candidates *candidates,
				  uintmax_t pid);

/**
 * candidates_look_again() - see who has read anything since candidates_read()
 * @host: the host
 * @candidates: the processes; @has_read is updated
 */
void candidates_look_again(const struct host *host,
			   struct candidates *candidates);

/**
 * candidates_free() - free what candidates_read() filled in
 * @candidates: the processes
 */
void candidates_free(struct candidates *candidates);

#endif /* PIPESCOPE_CANDIDATES_H */
