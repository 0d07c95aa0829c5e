// SPDX-License-Identifier: GPL-2.0-only
/* Whether a thread waits for a process to end. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/explain/awaits.h"
#include "read/fdinfo.h"
#include "read/file.h"

/* First argument of waitid(2): not in the headers of all C libraries. */
enum { ALL, PID, PGID, PIDFD };

/* What it is asked about, and by whom. */
struct question {
	const struct host *host;
	uintmax_t pid;
	int dir;
	const struct task *task;
	const struct lineage *lineage;
};

static bool is_call(const struct question *q, const char *const *names)
{
	for (; *names; names++)
		if (!strcmp(q->task->call.name, *names))
			return true;
	return false;
}

/* Whether a child is called so in the namespace of the thread that waits. */
static bool is_called(const struct question *q, uintmax_t child, uintmax_t id)
{
	char path[64], status[STATUS_MAX];
	uintmax_t ids[STATUS_NS_MAX];
	size_t level = q->task->n_ns_tids;
	size_t n;

	snprintf(path, sizeof(path), "%ju/status", child);
	file_read(q->host->proc, path, status, sizeof(status));
	n = status_ns_pids(status, ids);
	return level && level <= n ? ids[level - 1] == id : child == id;
}

/* Of groups it is not known who is in them: any child may be. */
static uintmax_t awaited_child(const struct question *q, bool one, uintmax_t id)
{
	uintmax_t child = lineage_below(q->lineage, q->pid);

	return child && (!one || is_called(q, child, id)) ? child : 0;
}

static uintmax_t awaited_by_pidfd(const struct question *q, uintmax_t fd)
{
	struct number process = fdinfo_process(q->dir, fd);
	struct lineage own;
	bool common;

	if (!process.value || !lineage_has(q->lineage, process.value))
		return 0;
	/* Many wait for their parent, to end with it. */
	lineage_read(q->host->proc, q->pid, &own);
	common = lineage_has(&own, process.value);
	lineage_free(&own);
	return common ? 0 : process.value;
}

static uintmax_t awaited_by_any(const struct question *q, const uintmax_t *fds,
				size_t n)
{
	uintmax_t awaited = 0;

	for (size_t i = 0; i < n && !awaited; i++)
		awaited = awaited_by_pidfd(q, fds[i]);
	return awaited;
}

static uintmax_t awaited_by_epoll(const struct question *q)
{
	uintmax_t *fds;
	size_t n = fdinfo_epoll(q->dir, q->task->call.arguments[0], &fds);
	uintmax_t awaited = awaited_by_any(q, fds, n);

	free(fds);
	return awaited;
}

/*
 * Which descriptors it polls is in its memory. The pipe is not among them, it
 * could be read; a pidfd that it has is there for nothing else.
 */
static uintmax_t awaited_by_poll(const struct question *q)
{
	uintmax_t *fds, awaited;
	ssize_t n = file_list_numbers(q->dir, "fd", &fds);

	awaited = n > 0 ? awaited_by_any(q, fds, n) : 0;
	free(fds);
	return awaited;
}

static uintmax_t awaited_by_waitid(const struct question *q)
{
	uintmax_t id = q->task->call.arguments[1];

	if ((int)q->task->call.arguments[0] == PIDFD)
		return awaited_by_pidfd(q, id);
	return awaited_child(q, (int)q->task->call.arguments[0] == PID, id);
}

uintmax_t awaits_process(const struct host *host, uintmax_t pid, int dir,
			 const struct task *task,
			 const struct lineage *lineage)
{
	static const char *const epolls[] = {
		"epoll_wait", "epoll_pwait", "epoll_pwait2", NULL
	};
	static const char *const polls[] = {
		"poll", "ppoll", "select", "pselect6", NULL
	};
	const struct question q = { host, pid, dir, task, lineage };
	int id = task->call.arguments[0];

	if (!task->in_call || !task->call.name)
		return 0;
	if (!strcmp(task->call.name, "wait4"))
		return awaited_child(&q, id > 0, id);
	if (!strcmp(task->call.name, "waitid"))
		return awaited_by_waitid(&q);
	if (is_call(&q, epolls))
		return awaited_by_epoll(&q);
	return is_call(&q, polls) ? awaited_by_poll(&q) : 0;
}
