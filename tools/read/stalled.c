// SPDX-License-Identifier: GPL-2.0-only
/* The stalled writers and their pipes. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "read/file.h"
#include "read/proc.h"
#include "read/stalled.h"
#include "xalloc.h"

int stalled_open_task(const struct host *host, const struct writer *writer)
{
	uintmax_t pid = writer->pid.known ? writer->pid.value : writer->tid;

	return proc_open_task(host->proc, pid, writer->tid);
}

static void check_permission(int rc)
{
	if (rc == -EACCES || rc == -EPERM)
		errx(exit_failure,
		     "not permitted to see blocked writers: run as root");
}

/* Returns false if the writer is no longer listed. */
static bool read_writer(const struct host *host, struct writer *writer)
{
	int dir = sysfs_open(host->module, "writers", writer->tid);

	if (dir < 0)
		return false;
	check_permission(sysfs_number(dir, "pid", &writer->pid));
	sysfs_number(dir, "fd", &writer->fd);
	sysfs_number(dir, "inode", &writer->inode);
	sysfs_number(dir, "blocked_usec", &writer->usec);
	close(dir);
	return true;
}

static int compare_writers(const void *a, const void *b)
{
	const struct writer *x = a, *y = b;

	if (x->usec.value != y->usec.value)
		return x->usec.value > y->usec.value ? -1 : 1;
	return (x->tid > y->tid) - (x->tid < y->tid);
}

static void read_writers(struct stalled *stalled, const struct host *host)
{
	uintmax_t *tids;
	size_t n = sysfs_list(host->module, "writers", &tids);

	stalled->writers = xcalloc(n, sizeof(*stalled->writers));
	for (size_t i = 0; i < n; i++) {
		struct writer writer = { .tid = tids[i] };

		if (read_writer(host, &writer))
			stalled->writers[stalled->n++] = writer;
	}
	free(tids);
	qsort(stalled->writers, stalled->n, sizeof(*stalled->writers),
	      compare_writers);
}

static char *key_from_inode(const struct writer *writer)
{
	char key[64];

	if (!writer->inode.value)
		return NULL;
	snprintf(key, sizeof(key), "pipe:[%ju]", writer->inode.value);
	return xstrdup(key);
}

static char *key_from_fd(const struct host *host, const struct writer *writer)
{
	int task = writer->fd.known ? stalled_open_task(host, writer) : -1;
	char *key;

	if (task < 0)
		return NULL;
	key = holders_pipe_key(host, task, writer->fd.value);
	close(task);
	return key;
}

/*
 * The descriptor distinguishes a FIFO from a pipe, but another thread may have
 * reused it for another pipe by now.
 */
char *stalled_pipe_key(const struct host *host, const struct writer *writer)
{
	char *by_inode = key_from_inode(writer);
	char *by_fd = key_from_fd(host, writer);

	if (!by_fd)
		return by_inode;
	if (by_inode && !strncmp(by_fd, "pipe:[", strlen("pipe:["))) {
		free(by_fd);
		return by_inode;
	}
	free(by_inode);
	return by_fd;
}

/* A task blocked in open(2) is waiting for a reader, so there is none. */
static bool is_open(const struct host *host, const struct writer *writer)
{
	char path[64], text[32];

	snprintf(path, sizeof(path), "writers/%ju/operation",
		 writer->tid);
	file_read_line(host->module, path, text, sizeof(text));
	return !strcmp(text, "open");
}

static int compare_pipes(const void *a, const void *b)
{
	return strcmp(((const struct pipe *)a)->key,
		      ((const struct pipe *)b)->key);
}

static void find_pipes(struct stalled *stalled, const struct host *host)
{
	struct pipe *pipes = xcalloc(stalled->n, sizeof(*pipes));
	size_t n = 0, unique = 0;

	for (size_t i = 0; i < stalled->n; i++) {
		struct writer *writer = &stalled->writers[i];

		if (!is_open(host, writer))
			writer->key = stalled_pipe_key(host, writer);
		if (writer->key)
			pipes[n++].key = writer->key;
	}
	qsort(pipes, n, sizeof(*pipes), compare_pipes);
	for (size_t i = 0; i < n; i++)
		if (!i || compare_pipes(&pipes[i], &pipes[unique - 1]))
			pipes[unique++] = pipes[i];
	stalled->pipes = pipes;
	stalled->n_pipes = unique;
}

void stalled_read(struct stalled *stalled, const struct host *host)
{
	*stalled = (struct stalled){ 0 };
	read_writers(stalled, host);
	find_pipes(stalled, host);
	stalled->unreadable = holders_find(host, stalled->pipes,
					   stalled->n_pipes);
	for (size_t i = 0; i < stalled->n; i++) {
		struct writer *writer = &stalled->writers[i];

		if (writer->key)
			writer->pipe = holders_lookup(stalled->pipes,
						      stalled->n_pipes,
						      writer->key);
	}
}

void stalled_free(struct stalled *stalled)
{
	for (size_t i = 0; i < stalled->n_pipes; i++)
		free(stalled->pipes[i].holders);
	for (size_t i = 0; i < stalled->n; i++)
		free(stalled->writers[i].key);
	free(stalled->pipes);
	free(stalled->writers);
}
