// SPDX-License-Identifier: GPL-2.0-only
/* Obtains one end of the pipe from a process that has it open. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/pidfd.h>
#include <unistd.h>

#include "commands/relieve/end.h"
#include "read/stalled.h"
#include "xalloc.h"

/* Since kernel 6.9; the C library's header may be older. */
#ifndef PIDFD_THREAD
#define PIDFD_THREAD O_EXCL
#endif

static bool is_pipe(const struct target *target, const struct host *host,
		    int fd)
{
	int self = openat(host->proc, "self", O_PATH | O_DIRECTORY | O_CLOEXEC);
	char *key;
	bool is;

	if (self < 0)
		return false;
	key = holders_pipe_key(host, self, fd);
	is = key && !strcmp(key, target->key);
	free(key);
	close(self);
	return is;
}

/* Older kernels have pidfds of processes only; threads usually share files. */
static int open_pidfd(const struct holder *of)
{
	int fd = pidfd_open(of->tid, PIDFD_THREAD);

	return fd < 0 && errno == EINVAL ? pidfd_open(of->pid, 0) : fd;
}

static int verify_pipe(const struct target *target, const struct host *host,
		       int fd)
{
	if (fd < 0 || is_pipe(target, host, fd))
		return fd;
	close(fd);
	return -ESTALE;
}

static int take_shared(const struct target *target, const struct host *host,
		       const struct holder *of)
{
	int process = open_pidfd(of), fd;

	if (process < 0)
		return -errno;
	fd = pidfd_getfd(process, of->fd, 0);
	if (fd < 0)
		fd = -errno;
	close(process);
	return verify_pipe(target, host, fd);
}

/*
 * A thread may have a file table of its own, and after the exit of the first
 * thread, the process's pidfd does not reach the table. Then the link in /proc
 * reopens the pipe, once it is known to be the pipe: opening another file might
 * have side effects.
 */
static int take_reopened(const struct target *target, const struct host *host,
			 const struct holder *of, int access)
{
	int task = proc_open_task(host->proc, of->pid, of->tid), link, fd;
	char path[64];

	if (task < 0)
		return -ESRCH;
	snprintf(path, sizeof(path), "fd/%ju", of->fd);
	link = openat(task, path, O_PATH | O_CLOEXEC);
	fd = verify_pipe(target, host, link < 0 ? -errno : link);
	close(task);
	if (fd < 0)
		return fd;
	snprintf(path, sizeof(path), "self/fd/%d", link);
	fd = openat(host->proc, path, access | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		fd = -errno;
	close(link);
	return fd;
}

/* The descriptor was closed or reused, or the process has exited. */
static bool is_missing(int fd)
{
	return fd == -EBADF || fd == -ESTALE || fd == -ESRCH || fd == -ENOENT;
}

static int take_end(const struct target *target, const struct host *host,
		    const struct holder *of, int access)
{
	int fd = take_shared(target, host, of);

	if (is_missing(fd) && of->tid != of->pid)
		return take_reopened(target, host, of, access);
	return fd;
}

static bool end_fail(struct outcome *outcome, const struct holder *of, int fd)
{
	if (fd == -EPERM || fd == -EACCES)
		return outcome_set(outcome, NOT_PERMITTED,
				   "not permitted to get descriptor %ju of process %ju: CAP_SYS_PTRACE is required",
				   of->fd, of->pid);
	return outcome_set(outcome, FAILED,
			   "cannot get descriptor %ju of process %ju: %s",
			   of->fd, of->pid, strerror(-fd));
}

static bool first_of(struct end *end, const struct target *target,
		     const struct host *host, const struct pipe *pipe,
		     struct outcome *outcome)
{
	outcome_set(outcome, UNSUITABLE,
		    "no process was found that has its pipe open for reading");
	for (size_t i = 0; pipe && i < pipe->n; i++) {
		end->of = pipe->holders[i];
		end->fd = take_end(target, host, &end->of, O_RDONLY);
		if (end->fd >= 0)
			return true;
		if (!is_missing(end->fd))
			end_fail(outcome, &end->of, end->fd);
	}
	return false;
}

bool end_to_read(struct end *end, const struct target *target,
		 const struct host *host, struct outcome *outcome)
{
	struct pipe pipe = { .key = target->key };
	bool found;

	holders_find(host, &pipe, 1);
	found = first_of(end, target, host, &pipe, outcome);
	free(pipe.holders);
	return found;
}

bool end_to_write(struct end *end, const struct target *target,
		  const struct host *host, struct outcome *outcome)
{
	if (!target->fd.known)
		return end_to_read(end, target, host, outcome);
	end->of = (struct holder){
		.pid = target->pid.value, .tid = target->tid,
		.fd = target->fd.value,
	};
	end->fd = take_end(target, host, &end->of, O_WRONLY);
	if (is_missing(end->fd))
		return end_to_read(end, target, host, outcome);
	return end->fd >= 0 || end_fail(outcome, &end->of, end->fd);
}
