// SPDX-License-Identifier: GPL-2.0-only
/* Whether a thread waits for a process to exit. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "commands/explain/awaits.h"
#include "read/fdinfo.h"
#include "read/file.h"
#include "xalloc.h"

/* The first argument of waitid(2); not all C libraries define these. */
enum { ALL, PID, PGID, PIDFD };

static bool is_call(const struct task *task, const char *const *names)
{
	for (; *names; names++)
		if (!strcmp(task->call.name, *names))
			return true;
	return false;
}

/* Finds the processes of those descriptors that are pidfds. */
static size_t find_processes(int dir, const uintmax_t *fds, size_t n,
			     uintmax_t **pids)
{
	size_t found = 0;

	*pids = NULL;
	for (size_t i = 0; i < n; i++) {
		uintmax_t pid = fdinfo_process(dir, fds[i]).value;

		if (!pid)
			continue;
		*pids = xgrow(*pids, found, sizeof(pid));
		(*pids)[found++] = pid;
	}
	return found;
}

static void read_epoll(int dir, const struct task *task, struct awaits *awaits)
{
	uintmax_t *fds;
	size_t n = fdinfo_epoll(dir, task->call.arguments[0], &fds);

	awaits->n = find_processes(dir, fds, n, &awaits->pids);
	free(fds);
}

/*
 * The list of polled descriptors is in the thread's memory, and not read. The
 * pipe is not among them, because it is readable. Pidfds exist to be polled, so
 * any that the process has counts.
 */
static void read_poll(int dir, struct pidfds *pidfds, struct awaits *awaits)
{
	uintmax_t *fds;
	ssize_t n;

	if (!pidfds->known) {
		n = file_list_numbers(dir, "fd", &fds);
		pidfds->n = find_processes(dir, fds, n > 0 ? n : 0,
					   &pidfds->pids);
		pidfds->known = true;
		free(fds);
	}
	awaits->pids = pidfds->pids;
	awaits->n = pidfds->n;
	awaits->shared = true;
}

static void read_waitid(int dir, const struct task *task,
			struct awaits *awaits)
{
	uintmax_t id = task->call.arguments[1];

	if ((int)task->call.arguments[0] == PIDFD) {
		awaits->n = find_processes(dir, &id, 1, &awaits->pids);
		return;
	}
	awaits->child = true;
	if ((int)task->call.arguments[0] == PID)
		awaits->id = id;
}

void awaits_read(int dir, const struct task *task, struct pidfds *pidfds,
		 struct awaits *awaits)
{
	static const char *const epolls[] = {
		"epoll_wait", "epoll_pwait", "epoll_pwait2", NULL
	};
	static const char *const polls[] = {
		"poll", "ppoll", "select", "pselect6", NULL
	};
	int id = task->call.arguments[0];

	*awaits = (struct awaits){ .level = task->n_ns_tids };
	if (!task->in_call || !task->call.name)
		return;
	if (!strcmp(task->call.name, "wait4")) {
		awaits->child = true;
		awaits->id = id > 0 ? id : 0;
	} else if (!strcmp(task->call.name, "waitid")) {
		read_waitid(dir, task, awaits);
	} else if (is_call(task, epolls)) {
		read_epoll(dir, task, awaits);
	} else if (is_call(task, polls)) {
		read_poll(dir, pidfds, awaits);
	}
}

void awaits_free(struct awaits *awaits)
{
	if (!awaits->shared)
		free(awaits->pids);
}

/* Whether a child has the awaited id in the namespace of the waiting thread. */
static bool is_called(const struct host *host, const struct awaits *awaits,
		      uintmax_t child)
{
	char path[64], status[STATUS_MAX];
	uintmax_t ids[STATUS_NS_MAX];
	size_t level = awaits->level;
	size_t n;

	snprintf(path, sizeof(path), "%ju/status", child);
	file_read(host->proc, path, status, sizeof(status));
	n = status_ns_pids(status, ids);
	return (level && level <= n ? ids[level - 1] : child) == awaits->id;
}

/* The members of process groups are not known, so any child counts. */
static uintmax_t awaited_child(const struct host *host, uintmax_t pid,
			       const struct awaits *awaits,
			       const struct lineage *lineage)
{
	uintmax_t child = lineage_below(lineage, pid);

	if (!child || (awaits->id && !is_called(host, awaits, child)))
		return 0;
	return child;
}

static bool descends_from(const struct host *host, uintmax_t pid,
			  uintmax_t from)
{
	struct lineage lineage;
	bool has;

	lineage_read(host->proc, pid, &lineage);
	has = lineage_has(&lineage, from);
	lineage_free(&lineage);
	return has;
}

uintmax_t awaits_process(const struct host *host, uintmax_t pid,
			 const struct awaits *awaits,
			 const struct lineage *lineage)
{
	if (awaits->child)
		return awaited_child(host, pid, awaits, lineage);
	/* Many processes wait for their own parent, to exit with it. */
	for (size_t i = 0; i < awaits->n; i++)
		if (lineage_has(lineage, awaits->pids[i]) &&
		    !descends_from(host, pid, awaits->pids[i]))
			return awaits->pids[i];
	return 0;
}
