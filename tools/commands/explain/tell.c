// SPDX-License-Identifier: GPL-2.0-only
/* Why a writer does not go on, as a person would tell it. */
#include <string.h>
#include <time.h>

#include "commands/explain/chain.h"
#include "commands/explain/usage.h"
#include "commands/explain/tell.h"
#include "commands/explain/tell_pipe.h"
#include "commands/explain/tell_reader.h"
#include "output/duration.h"
#include "output/paragraph.h"
#include "output/printable.h"
#include "xalloc.h"

/* More are counted only. */
#define READERS_TOLD 10

static void tell_head(const struct facts *facts, FILE *out)
{
	char duration[DURATION_MAX];
	const char *verdict = verdict_name(facts->decision.verdict);

	tell_name(facts->process.comm, facts->writer->tid, out);
	duration_format(duration, sizeof(duration), facts->writer->usec.value);
	fprintf(out, " has been blocked for %s%s: %s\n",
		facts->preexisting.value ? "at least " : "", duration,
		*verdict ? verdict : "no verdict");
}

static void tell_request(const struct facts *facts, FILE *out)
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
		tell_number(" of", request->bytes.value, "byte", out);
	if (request->buffers.known)
		tell_number(" in", request->buffers.value, "buffer", out);
	if (facts->writer->fd.known)
		fprintf(out, " to descriptor %ju", facts->writer->fd.value);
}

static void tell_since(struct number since, FILE *out)
{
	time_t seconds = since.value;
	char text[64] = "";
	struct tm tm;

	if (since.known && localtime_r(&seconds, &tm))
		strftime(text, sizeof(text), "%Y-%m-%d %H:%M:%S", &tm);
	if (*text)
		fprintf(out, ", since %s", text);
}

static void tell_ids(const struct facts *facts, FILE *out)
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

static void tell_writer(const struct facts *facts, FILE *out)
{
	struct paragraph text;

	paragraph_begin(&text);
	tell_request(facts, text.out);
	tell_since(facts->since, text.out);
	tell_ids(facts, text.out);
	tell_container(&facts->process.container, text.out);
	paragraph_end(&text, "writer", out);
}

static void tell_one_reader(const struct facts *facts, size_t i, FILE *out)
{
	struct paragraph text;

	tell_reader(facts, &facts->readers[i], paragraph_begin(&text));
	paragraph_end(&text, "reader", out);
}

/* The one that decides comes first. */
static void tell_readers(const struct facts *facts, FILE *out)
{
	size_t first = facts->decision.reader, told = 0;
	struct paragraph text;

	if (first < facts->n_readers) {
		tell_one_reader(facts, first, out);
		told++;
	}
	for (size_t i = 0; i < facts->n_readers && told < READERS_TOLD; i++) {
		if (i == first)
			continue;
		tell_one_reader(facts, i, out);
		told++;
	}
	if (told < facts->n_readers) {
		fprintf(paragraph_begin(&text), "and %zu more",
			facts->n_readers - told);
		paragraph_end(&text, "", out);
	}
}

static void tell_verdict(const struct facts *facts, FILE *out)
{
	const char *verdict = verdict_name(facts->decision.verdict);
	struct paragraph text;

	paragraph_begin(&text);
	fprintf(text.out, "%s: ", *verdict ? verdict : "none");
	fputs(verdict_meaning(&facts->decision), text.out);
	paragraph_end(&text, "verdict", out);
}

/* Whom the last one waits for. */
static void tell_end(const struct facts *facts, FILE *out)
{
	const struct decision *decision = &facts->decision;
	const char *verdict = verdict_name(decision->verdict);

	if (decision->reader < facts->n_readers) {
		const struct reader *reader = &facts->readers[decision->reader];

		fputs(", which waits for ", out);
		tell_name(reader->candidate->process.comm, reader->holder.pid, out);
	}
	fprintf(out, ": %s", *verdict ? verdict : "no verdict");
}

static void tell_chain(struct facts *facts, FILE *out)
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
		tell_name(chain.links[i]->process.comm,
			  chain.links[i]->writer->tid, text.out);
	}
	facts = chain.links[chain.n - 1];
	if (chain.circle) {
		fputs(", which waits for ", text.out);
		tell_name(facts->next->process.comm, facts->next->writer->tid,
			  text.out);
		fputs(": they wait for each other in a circle", text.out);
	} else {
		tell_end(facts, text.out);
	}
	free(chain.links);
	paragraph_end(&text, "chain", out);
}

void tell(const struct host *host, struct facts *facts, FILE *out)
{
	struct paragraph text;

	tell_head(facts, out);
	tell_writer(facts, out);
	tell_pipe(facts, paragraph_begin(&text));
	paragraph_end(&text, "pipe", out);
	if (usage_concerns(facts)) {
		tell_quota(host, facts, paragraph_begin(&text));
		paragraph_end(&text, "quota", out);
	}
	tell_readers(facts, out);
	tell_verdict(facts, out);
	tell_chain(facts, out);
}
