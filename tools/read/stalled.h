/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_STALLED_H
#define PIPESCOPE_STALLED_H

#include <stddef.h>
#include <stdint.h>

#include "read/holders.h"
#include "read/host.h"
#include "read/sysfs.h"

/**
 * struct writer - a stalled writer
 * @tid: its thread id
 * @pid: its process
 * @fd: the file descriptor it writes to
 * @inode: the pipe's inode number
 * @usec: how long it has been blocked
 * @pipe: the pipe, or NULL if unknown
 * @key: the pipe's key, see holders_pipe_key()
 */
struct writer {
	uintmax_t tid;
	struct number pid;
	struct number fd;
	struct number inode;
	struct number usec;
	const struct pipe *pipe;
	char *key;
};

/**
 * struct stalled - the stalled writers and their pipes
 * @writers: the longest blocked first
 * @n: how many
 * @pipes: the pipes they write to, sorted by key
 * @n_pipes: how many
 * @unreadable: number of processes whose open files cannot be seen
 */
struct stalled {
	struct writer *writers;
	size_t n;
	struct pipe *pipes;
	size_t n_pipes;
	size_t unreadable;
};

/**
 * stalled_read() - read the stalled writers, and find their pipes' readers
 * @stalled: filled in
 * @host: the host
 *
 * Ends the program if the user may not see the writers.
 */
void stalled_read(struct stalled *stalled, const struct host *host);

/**
 * stalled_free() - free what stalled_read() filled in
 * @stalled: the writers
 */
void stalled_free(struct stalled *stalled);

/**
 * stalled_open_task() - open the directory of a writer in /proc
 * @host: the host
 * @writer: the writer
 *
 * Return: a file descriptor, or -1 if the writer has exited
 */
int stalled_open_task(const struct host *host, const struct writer *writer);

/**
 * stalled_pipe_key() - identify the pipe that a writer is blocked on
 * @host: the host
 * @writer: the writer; only @tid, @pid, @fd and @inode are used
 *
 * Return: the key, see holders_pipe_key(), to be freed by the caller; NULL if
 * unknown
 */
char *stalled_pipe_key(const struct host *host, const struct writer *writer);

#endif /* PIPESCOPE_STALLED_H */
