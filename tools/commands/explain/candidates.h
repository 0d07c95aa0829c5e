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
 * struct thread - a live thread
 * @tid: its id
 * @task: what it is doing
 * @hidden: its system call cannot be seen
 * @reads: key of the pipe that it is in read(2) of, see holders_pipe_key(), or
 *	NULL
 * @awaits: the processes whose exit it waits for
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
 * @holder: the first descriptor found
 * @process: the process
 * @frozen: whether its cgroup is frozen
 * @leader_dead: its first thread has exited, others live
 * @stopped: all of its threads are stopped, or its cgroup is frozen
 * @hidden: what its threads are doing cannot be seen
 * @rchar: bytes that it has read so far, from any file
 * @has_read: it has read something between the two looks
 * @threads: its live threads
 * @n: how many, 0 if it has exited
 * @pidfds: processes that it has pidfds of
 * @writers: its threads that are stalled writers, the longest blocked first;
 *	borrowed
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
 * struct candidates - the processes that can read from stalled writers' pipes
 * @array: the processes, sorted by id
 * @n: how many
 */
struct candidates {
	struct candidate *array;
	size_t n;
};

/**
 * candidates_read() - find who can read from the pipes, and what they are doing
 * @host: the host
 * @stalled: the writers, and the holders of their pipes
 * @candidates: filled in
 *
 * Each process is read once, however many writers' pipes it can read from.
 */
void candidates_read(const struct host *host, const struct stalled *stalled,
		     struct candidates *candidates);

/**
 * candidates_find() - find a process
 * @candidates: the processes
 * @pid: the process
 *
 * Return: the process, NULL if it can read from none of the pipes
 */
struct candidate *candidates_find(const struct candidates *candidates,
				  uintmax_t pid);

/**
 * candidates_look_again() - see which have read anything since
 * candidates_read()
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
