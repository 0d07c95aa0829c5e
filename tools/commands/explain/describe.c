// SPDX-License-Identifier: GPL-2.0-only
/* Why a writer is stuck, as text. */
#include <string.h>
#include <time.h>

#include "commands/explain/chain.h"
#include "commands/explain/describe.h"
#include "commands/explain/describe_pipe.h"
#include "commands/explain/describe_reader.h"
#include "commands/explain/usage.h"
#include "output/duration.h"
#include "output/paragraph.h"
#include "output/printable.h"
#include "xalloc.h"

/* Further readers are only counted. */
#define READERS_SHOWN 10

static void describe_head(const struct writer_facts *facts, FILE *out)
{
	char duration[DURATION_MAX];
	const char *verdict = verdict_name(facts->decision.verdict);

	describe_name(facts->process.comm, facts->writer->tid, out);
	duration_format(duration, sizeof(duration), facts->writer->usec.value);
	fprintf(out, " has been blocked for %s%s: %s\n",
		facts->preexisting.value ? "at least " : "", duration,
		*verdict ? verdict : "no verdict");
}

static void describe_request(const struct writer_facts *facts, FILE *out)
{
	const struct request *request = &facts->request;
	char call[32];

	if (facts->task.in_call)
		syscall_describe(&facts->task.call, call, sizeof(call));
	fputs("in ", out);
	printable_put(facts->task.in_call ? call : facts->operation, out);
	if (facts->evidence.opens)
		fputs(" of a FIFO", out);
	if (request->bytes.known)
		describe_number(" of", request->bytes.value, "byte", out);
	if (request->buffers.known)
		describe_number(" in", request->buffers.value, "buffer", out);
	if (facts->writer->fd.known)
		fprintf(out, " to descriptor %ju", facts->writer->fd.value);
}

static void describe_since(struct number since, FILE *out)
{
	time_t seconds = since.value;
	char text[64] = "";
	struct tm tm;

	if (since.known && localtime_r(&seconds, &tm))
		strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S", &tm);
	if (*text)
		fprintf(out, ", since %s", text);
}

static void describe_ids(const struct writer_facts *facts, FILE *out)
{
	const struct writer *writer = facts->writer;
	bool thread = writer->pid.known && writer->pid.value != writer->tid;
	struct number inside = thread ? facts->ns_tid : facts->ns_pid;

	if (thread)
		fprintf(out, "; a thread of process %ju", writer->pid.value);
	if (!facts->process.namespace.known)
		return;
	fputs("; ", out);
	if (inside.known && inside.value != writer->tid)
		fprintf(out, "%s %ju in ", thread ? "thread" : "pid",
			inside.value);
	fprintf(out, "pid namespace %ju", facts->process.namespace.value);
}

static void describe_task(const struct writer_facts *facts, FILE *out)
{
	struct paragraph text;

	paragraph_begin(&text);
	describe_request(facts, text.out);
	describe_since(facts->since, text.out);
	describe_ids(facts, text.out);
	describe_container(&facts->process.container, text.out);
	paragraph_end(&text, "writer", out);
}

static void describe_one_reader(const struct writer_facts *facts, size_t i,
				FILE *out)
{
	struct paragraph text;

	describe_reader(facts, &facts->readers[i], paragraph_begin(&text));
	paragraph_end(&text, "reader", out);
}

/* The one that decides comes first. */
static void describe_readers(const struct writer_facts *facts, FILE *out)
{
	size_t first = facts->decision.reader, shown = 0;
	struct paragraph text;

	if (first < facts->n_readers) {
		describe_one_reader(facts, first, out);
		shown++;
	}
	for (size_t i = 0; i < facts->n_readers && shown < READERS_SHOWN; i++) {
		if (i == first)
			continue;
		describe_one_reader(facts, i, out);
		shown++;
	}
	if (shown < facts->n_readers) {
		fprintf(paragraph_begin(&text), "and %zu more",
			facts->n_readers - shown);
		paragraph_end(&text, "", out);
	}
}

static void describe_verdict(const struct writer_facts *facts, FILE *out)
{
	const char *verdict = verdict_name(facts->decision.verdict);
	struct paragraph text;

	paragraph_begin(&text);
	fprintf(text.out, "%s: ", *verdict ? verdict : "none");
	fputs(verdict_meaning(&facts->decision), text.out);
	paragraph_end(&text, "verdict", out);
}

/* The reader that the last writer waits for. */
static void describe_end(const struct writer_facts *facts, FILE *out)
{
	const struct decision *decision = &facts->decision;
	const char *verdict = verdict_name(decision->verdict);

	if (decision->reader < facts->n_readers) {
		const struct reader *reader = &facts->readers[decision->reader];

		fputs(", which waits for ", out);
		describe_name(reader->candidate->process.comm,
			      reader->holder.pid, out);
	}
	fprintf(out, ": %s", *verdict ? verdict : "no verdict");
}

static void describe_chain(struct writer_facts *facts, FILE *out)
{
	struct chain chain;
	struct paragraph text;

	if (!facts->next)
		return;
	chain_follow(facts, &chain);
	paragraph_begin(&text);
	for (size_t i = 0; i < chain.n; i++) {
		if (i)
			fputs(i == 1 ? " waits for " : ", which waits for ",
			      text.out);
		describe_name(chain.links[i]->process.comm,
			      chain.links[i]->writer->tid, text.out);
	}
	facts = chain.links[chain.n - 1];
	if (chain.circle) {
		fputs(", which waits for ", text.out);
		describe_name(facts->next->process.comm,
			      facts->next->writer->tid, text.out);
		fputs(": they wait for each other in a circle", text.out);
	} else {
		describe_end(facts, text.out);
	}
	free(chain.links);
	paragraph_end(&text, "chain", out);
}

void describe_writer(const struct host *host, struct writer_facts *facts,
		     FILE *out)
{
	struct paragraph text;

	describe_head(facts, out);
	describe_task(facts, out);
	describe_pipe(facts, paragraph_begin(&text));
	paragraph_end(&text, "pipe", out);
	if (usage_concerns(facts)) {
		describe_quota(host, facts, paragraph_begin(&text));
		paragraph_end(&text, "quota", out);
	}
	describe_readers(facts, out);
	describe_verdict(facts, out);
	describe_chain(facts, out);
}
