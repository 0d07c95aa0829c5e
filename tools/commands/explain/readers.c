// SPDX-License-Identifier: GPL-2.0-only
/* Relates the processes that can read from a pipe to one of its writers. */
#include <string.h>

#include "commands/explain/readers.h"
#include "read/lineage.h"
#include "xalloc.h"

/* The writer that readers are examined for. */
struct reader_search {
	const struct host *host;
	const struct writer *writer;
	struct lineage lineage;
};

/* How much a thread says about its process. */
enum rank { NOTHING, LIVES, BLOCKED, AWAITS, READS };

static enum rank rank_thread(const struct reader_search *search,
			     struct reader *reader, const struct thread *thread)
{
	uintmax_t awaited;

	if (thread->reads && !strcmp(thread->reads, search->writer->key)) {
		reader->sight.reading = true;
		return READS;
	}
	awaited = awaits_process(search->host, reader->holder.pid,
				 &thread->awaits, &search->lineage);
	if (awaited) {
		reader->sight.awaits = true;
		reader->awaited = awaited;
		return AWAITS;
	}
	return thread->tid == reader->blocked_tid ? BLOCKED : LIVES;
}

static void rank_threads(const struct reader_search *search,
			 struct reader *reader)
{
	const struct candidate *candidate = reader->candidate;
	enum rank best = NOTHING;

	for (size_t i = 0; i < candidate->n; i++) {
		const struct thread *thread = &candidate->threads[i];
		enum rank rank = rank_thread(search, reader, thread);

		if (rank > best) {
			best = rank;
			reader->thread = thread;
		}
	}
}

/*
 * A process blocked writing to the same pipe waits for the same reader, so it
 * is not the reader as long as there is another process.
 */
static void find_blocked(const struct reader_search *search,
			 struct reader *reader)
{
	const struct candidate *candidate = reader->candidate;

	for (size_t i = 0; i < candidate->n_writers; i++) {
		const struct writer *writer = candidate->writers[i];
		bool same = writer->pipe && writer->pipe == search->writer->pipe;

		if (same && (reader->sight.own || reader->sight.fellow))
			continue;
		reader->blocked_tid = writer->tid;
		reader->sight.fellow = same;
		reader->sight.blocked = !same;
		if (!same)
			return;
	}
}

/* Returns false if the reader has exited. */
static bool read_reader(const struct reader_search *search,
			struct reader *reader)
{
	const struct candidate *candidate = reader->candidate;
	uintmax_t pid = reader->holder.pid;

	if (!candidate->n)
		return false;
	reader->sight = (struct sight){
		.own = search->writer->pid.known &&
		       search->writer->pid.value == pid,
		.stopped = candidate->stopped,
		.hidden = candidate->hidden,
	};
	reader->ancestor = !reader->sight.own &&
			   lineage_has(&search->lineage, pid);
	find_blocked(search, reader);
	rank_threads(search, reader);
	return true;
}

void readers_read(const struct host *host, const struct stalled *stalled,
		  const struct candidates *candidates,
		  struct writer_facts *facts)
{
	const struct pipe *pipe = facts->writer->pipe;
	struct reader_search search = { host, facts->writer, { 0 } };

	facts->evidence.unreadable += stalled->unreadable;
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
		reader.candidate = candidates_find(candidates,
						   reader.holder.pid);
		if (read_reader(&search, &reader))
			facts->readers[facts->n_readers++] = reader;
		else
			facts->evidence.vanished++;
	}
	lineage_free(&search.lineage);
}
