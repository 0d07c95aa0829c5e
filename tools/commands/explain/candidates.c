// SPDX-License-Identifier: GPL-2.0-only
/* Processes that can read from stalled writers' pipes, and their threads. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "commands/explain/candidates.h"
#include "read/cgroup.h"
#include "read/file.h"
#include "read/proc.h"
#include "xalloc.h"

static bool is_dead(const struct task *task)
{
	return task->letter == 'Z' || task->letter == 'X';
}

static bool is_stopped(const struct task *task)
{
	return task->letter == 'T' || task->letter == 't';
}

/* splice(2) and the like are left out: they may wait for their output. */
static char *pipe_in_read(const struct host *host, int dir,
			  const struct task *task)
{
	static const char *const calls[] = {
		"read", "readv", "pread64", "preadv", "preadv2"
	};

	if (!task->in_call || !task->call.name)
		return NULL;
	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++)
		if (!strcmp(task->call.name, calls[i]))
			return holders_pipe_key(host, dir,
						(int)task->call.arguments[0]);
	return NULL;
}

static bool may_not_see_call(int dir)
{
	char text[256];
	ssize_t rc = file_read(dir, "syscall", text, sizeof(text));

	return rc == -EACCES || rc == -EPERM;
}

static void read_thread(const struct host *host, struct candidate *candidate,
			uintmax_t tid)
{
	int dir = proc_open_task(host->proc, candidate->holder.pid, tid);
	struct thread thread = { .tid = tid };

	if (dir < 0)
		return;
	task_read(dir, &thread.task);
	if (tid == candidate->holder.pid)
		candidate->leader_dead = is_dead(&thread.task);
	if (!is_dead(&thread.task)) {
		thread.hidden = may_not_see_call(dir);
		thread.reads = pipe_in_read(host, dir, &thread.task);
		awaits_read(dir, &thread.task, &candidate->pidfds,
			    &thread.awaits);
		candidate->stopped &= is_stopped(&thread.task);
		candidate->hidden |= thread.hidden;
		candidate->threads = xgrow(candidate->threads, candidate->n,
					   sizeof(thread));
		candidate->threads[candidate->n++] = thread;
	}
	close(dir);
}

/* The thread in whose file table the pipe was found comes first. */
static void read_threads(const struct host *host, struct candidate *candidate)
{
	const struct holder *holder = &candidate->holder;
	uintmax_t *tids;
	char path[32];
	ssize_t n;

	candidate->stopped = true;
	read_thread(host, candidate, holder->tid);
	snprintf(path, sizeof(path), "%ju/task", holder->pid);
	n = file_list_numbers(host->proc, path, &tids);
	for (ssize_t i = 0; i < n; i++)
		if (tids[i] != holder->tid)
			read_thread(host, candidate, tids[i]);
	free(tids);
}

static struct number read_rchar(const struct host *host, uintmax_t pid)
{
	struct number rchar = { 0 };
	char path[32], text[512];

	snprintf(path, sizeof(path), "%ju/io", pid);
	file_read(host->proc, path, text, sizeof(text));
	rchar.known = sscanf(text, "rchar: %ju", &rchar.value) == 1;
	return rchar;
}

static void read_candidate(const struct host *host,
			   struct candidate *candidate)
{
	const struct holder *holder = &candidate->holder;
	int dir = proc_open_task(host->proc, holder->pid, holder->tid);

	if (dir < 0)
		return;
	process_read(host, holder->pid, dir, &candidate->process);
	candidate->frozen = cgroup_frozen(host, dir);
	close(dir);
	candidate->rchar = read_rchar(host, holder->pid);
	read_threads(host, candidate);
	candidate->stopped |= candidate->frozen.value;
}

static int compare_candidates(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	return (x->holder.pid > y->holder.pid) - (x->holder.pid < y->holder.pid);
}

static void add_holder(struct candidates *candidates,
		       const struct holder *holder)
{
	candidates->array = xgrow(candidates->array, candidates->n,
				  sizeof(*candidates->array));
	candidates->array[candidates->n++] =
		(struct candidate){ .holder = *holder };
}

static void add_holders(const struct stalled *stalled,
			struct candidates *candidates)
{
	for (size_t i = 0; i < stalled->n_pipes; i++)
		for (size_t k = 0; k < stalled->pipes[i].n; k++)
			add_holder(candidates, &stalled->pipes[i].holders[k]);
}

static void add_writer(const struct candidates *candidates,
		       const struct writer *writer)
{
	struct candidate *candidate = NULL;

	if (writer->pid.known)
		candidate = candidates_find(candidates, writer->pid.value);
	if (!candidate)
		return;
	candidate->writers = xgrow(candidate->writers, candidate->n_writers,
				   sizeof(*candidate->writers));
	candidate->writers[candidate->n_writers++] = writer;
}

void candidates_read(const struct host *host, const struct stalled *stalled,
		     struct candidates *candidates)
{
	struct candidate *array;
	size_t n = 0;

	*candidates = (struct candidates){ 0 };
	add_holders(stalled, candidates);
	array = candidates->array;
	if (candidates->n)
		qsort(array, candidates->n, sizeof(*array), compare_candidates);
	for (size_t i = 0; i < candidates->n; i++)
		if (!i || compare_candidates(&array[i], &array[n - 1]))
			array[n++] = array[i];
	candidates->n = n;
	for (size_t i = 0; i < n; i++)
		read_candidate(host, &array[i]);
	for (size_t i = 0; i < stalled->n; i++)
		add_writer(candidates, &stalled->writers[i]);
}

struct candidate *candidates_find(const struct candidates *candidates,
				  uintmax_t pid)
{
	const struct candidate key = { .holder.pid = pid };

	if (!candidates->n)
		return NULL;
	return bsearch(&key, candidates->array, candidates->n, sizeof(key),
		       compare_candidates);
}

void candidates_look_again(const struct host *host,
			   struct candidates *candidates)
{
	for (size_t i = 0; i < candidates->n; i++) {
		struct candidate *candidate = &candidates->array[i];
		struct number rchar = read_rchar(host, candidate->holder.pid);

		candidate->has_read = rchar.known && candidate->rchar.known &&
				      rchar.value > candidate->rchar.value;
	}
}

void candidates_free(struct candidates *candidates)
{
	for (size_t i = 0; i < candidates->n; i++) {
		struct candidate *candidate = &candidates->array[i];

		for (size_t k = 0; k < candidate->n; k++) {
			free(candidate->threads[k].reads);
			awaits_free(&candidate->threads[k].awaits);
		}
		free(candidate->threads);
		free(candidate->pidfds.pids);
		free(candidate->writers);
	}
	free(candidates->array);
}
