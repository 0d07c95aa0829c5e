// SPDX-License-Identifier: GPL-2.0-only
/* Who can read from a writer's pipe, and what all of their threads do. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "commands/explain/awaits.h"
#include "commands/explain/reader.h"
#include "commands/explain/writer.h"
#include "read/cgroup.h"
#include "read/file.h"
#include "read/lineage.h"
#include "xalloc.h"

/* What a reader is looked at for. */
struct search {
	const struct host *host;
	const struct stalled *stalled;
	const struct writer *writer;
	struct lineage lineage;
};

/* How much a thread tells about its process. */
enum rank { NOTHING, LIVES, BLOCKED, AWAITS, READS };

static bool is_dead(const struct task *task)
{
	return task->letter == 'Z' || task->letter == 'X';
}

static bool is_stopped(const struct task *task)
{
	return task->letter == 'T' || task->letter == 't';
}

/* splice(2) and its kind read, too, but may wait for the other side. */
static bool reads_pipe(const struct search *search, int dir,
		       const struct task *task)
{
	static const char *const calls[] = {
		"read", "readv", "pread64", "preadv", "preadv2"
	};
	bool reads = false;
	char *key;

	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++)
		reads |= task->in_call && task->call.name &&
			 !strcmp(task->call.name, calls[i]);
	key = reads ? holders_pipe_key(search->host, dir,
				       (int)task->call.arguments[0]) : NULL;
	reads = key && !strcmp(key, search->writer->key);
	free(key);
	return reads;
}

static bool may_not_see_call(int dir)
{
	char text[256];
	ssize_t rc = file_read(dir, "syscall", text, sizeof(text));

	return rc == -EACCES || rc == -EPERM;
}

static enum rank rank_thread(const struct search *search,
			     struct reader *reader, int dir, uintmax_t tid,
			     const struct task *task)
{
	uintmax_t awaited;

	if (is_dead(task))
		return NOTHING;
	reader->sight.hidden |= may_not_see_call(dir);
	if (reads_pipe(search, dir, task)) {
		reader->sight.reading = true;
		return READS;
	}
	awaited = awaits_process(search->host, reader->holder.pid, dir, task,
				 &search->lineage);
	if (awaited) {
		reader->sight.awaits = true;
		reader->awaited = awaited;
		return AWAITS;
	}
	return tid == reader->blocked_tid ? BLOCKED : LIVES;
}

/* Returns false if the thread has gone. */
static bool read_thread(const struct search *search, struct reader *reader,
			uintmax_t tid, enum rank *best)
{
	int dir = proc_open_task(search->host->proc, reader->holder.pid, tid);
	enum rank rank;
	struct task task;

	if (dir < 0)
		return false;
	task_read(dir, &task);
	if (tid == reader->holder.pid)
		reader->leader_dead = is_dead(&task);
	if (!is_dead(&task))
		reader->sight.stopped &= is_stopped(&task);
	rank = rank_thread(search, reader, dir, tid, &task);
	if (rank > *best) {
		*best = rank;
		reader->task = task;
		reader->tid = tid;
	}
	close(dir);
	return true;
}

static void read_threads(const struct search *search, struct reader *reader)
{
	uintmax_t *tids;
	char path[32];
	enum rank best = NOTHING;
	ssize_t n;

	reader->sight.stopped = true;
	read_thread(search, reader, reader->holder.tid, &best);
	snprintf(path, sizeof(path), "%ju/task", reader->holder.pid);
	n = file_list_numbers(search->host->proc, path, &tids);
	for (ssize_t i = 0; i < n; i++)
		if (tids[i] != reader->holder.tid)
			read_thread(search, reader, tids[i], &best);
	free(tids);
	/* Nobody lives: it has just ended. */
	if (best == NOTHING)
		reader->sight.stopped = false;
}

/* The thread of a process that is blocked writing to another pipe. */
static uintmax_t find_blocked(const struct search *search, uintmax_t pid)
{
	const struct stalled *stalled = search->stalled;

	for (size_t i = 0; i < stalled->n; i++) {
		const struct writer *writer = &stalled->writers[i];

		if (writer->pid.known && writer->pid.value == pid &&
		    (!writer->pipe || writer->pipe != search->writer->pipe))
			return writer->tid;
	}
	return 0;
}

struct number reader_rchar(const struct host *host, uintmax_t pid)
{
	struct number rchar = { 0 };
	char path[32], text[512];

	snprintf(path, sizeof(path), "%ju/io", pid);
	file_read(host->proc, path, text, sizeof(text));
	rchar.known = sscanf(text, "rchar: %ju", &rchar.value) == 1;
	return rchar;
}

/* Returns false if the reader has gone. */
static bool read_reader(const struct search *search, struct reader *reader)
{
	const struct holder *holder = &reader->holder;
	int dir = proc_open_task(search->host->proc, holder->pid, holder->tid);

	if (dir < 0)
		return false;
	process_read(search->host, holder->pid, dir, &reader->process);
	reader->frozen = cgroup_frozen(search->host, dir);
	close(dir);
	reader->sight.own = search->writer->pid.known &&
			    search->writer->pid.value == holder->pid;
	reader->blocked_tid = find_blocked(search, holder->pid);
	reader->sight.blocked = reader->blocked_tid;
	reader->rchar = reader_rchar(search->host, holder->pid);
	read_threads(search, reader);
	reader->sight.stopped |= reader->frozen.value;
	return reader->tid;
}

void readers_read(const struct host *host, const struct stalled *stalled,
		  struct facts *facts)
{
	const struct pipe *pipe = facts->writer->pipe;
	struct search search = { host, stalled, facts->writer, { 0 } };

	facts->evidence.unreadable = stalled->unreadable;
	if (!pipe)
		return;
	facts->evidence.seen = pipe->n;
	facts->readers = xcalloc(pipe->n, sizeof(*facts->readers));
	lineage_read(host->proc, facts->writer->pid.value, &search.lineage);
	for (size_t i = 0; i < pipe->n; i++) {
		struct reader reader = { .holder = pipe->holders[i] };

		/* A process may have several descriptors of it. */
		if (i && pipe->holders[i - 1].pid == reader.holder.pid)
			continue;
		if (read_reader(&search, &reader))
			facts->readers[facts->n_readers++] = reader;
		else
			facts->evidence.vanished++;
	}
	lineage_free(&search.lineage);
}
