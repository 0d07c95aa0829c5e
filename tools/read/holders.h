/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_HOLDERS_H
#define PIPESCOPE_HOLDERS_H

#include <stddef.h>
#include <stdint.h>

#include "read/host.h"

/**
 * struct holder - a task that has a pipe open for reading
 * @pid: its process
 * @tid: the thread whose file table it was found in
 * @fd: the file descriptor
 */
struct holder {
	uintmax_t pid;
	uintmax_t tid;
	uintmax_t fd;
};

/**
 * struct pipe - a pipe, and the tasks that can read from it
 * @key: identifies it, see holders_pipe_key(); freed by the caller
 * @holders: found by holders_find(); freed by the caller
 * @n: how many
 */
struct pipe {
	char *key;
	struct holder *holders;
	size_t n;
};

/**
 * holders_pipe_key() - identify the pipe behind a file descriptor
 * @host: the host
 * @task: the directory of the task that has it open
 * @fd: its file descriptor
 *
 * Return: the key, to be freed by the caller; NULL if it is no pipe
 */
char *holders_pipe_key(const struct host *host, int task, uintmax_t fd);

/**
 * holders_find() - find the tasks that have pipes open for reading
 * @host: the host
 * @pipes: the pipes, sorted by key, each once
 * @n: how many
 *
 * Walks the open files of all processes once, however many pipes there are.
 *
 * Return: the number of processes whose open files cannot be seen
 */
size_t holders_find(const struct host *host, struct pipe *pipes, size_t n);

/**
 * holders_lookup() - find a pipe by its key
 * @pipes: the pipes, sorted by key
 * @n: how many
 * @key: the key
 *
 * Return: the pipe, or NULL
 */
struct pipe *holders_lookup(struct pipe *pipes, size_t n, const char *key);

#endif /* PIPESCOPE_HOLDERS_H */
