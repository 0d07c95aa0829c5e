// SPDX-License-Identifier: GPL-2.0-only
/* A pipe and how it filled up, as text. */
#include "commands/explain/describe_pipe.h"
#include "commands/explain/pipe.h"
#include "commands/explain/usage.h"
#include "output/printable.h"

void describe_number(const char *before, uintmax_t number, const char *what,
		     FILE *out)
{
	fprintf(out, "%s %ju %s%s", before, number, what,
		number == 1 ? "" : "s");
}

static void describe_creation(const struct writer_facts *facts, FILE *out)
{
	const struct pipe_facts *pipe = &facts->pipe;
	enum creation creation = pipe_creation(facts);

	if (creation == CREATION_UNKNOWN) {
		fputs("; how it was created is not known", out);
		if (pipe->uid.known)
			fprintf(out, "; accounted to uid %ju", pipe->uid.value);
	} else {
		fprintf(out, "; created %s",
			creation == CREATION_SHRUNK ? "shrunk, " : "");
		describe_number(creation == CREATION_DEFAULT ? "with the usual" : "with",
				pipe->slots_created.value, "slot", out);
		if (creation != CREATION_DEFAULT)
			fprintf(out, " instead of %d", DEFAULT_SLOTS);
		if (pipe->uid.known)
			fprintf(out, ", by uid %ju", pipe->uid.value);
		if (pipe->namespace.value)
			fprintf(out, " in pid namespace %ju",
				pipe->namespace.value);
	}
	if (pipe_resized(facts).value)
		fprintf(out, "; later resized from %ju to %ju slots",
			pipe->slots_created.value, pipe->slots.value);
}

static void describe_fit(const struct writer_facts *facts, FILE *out)
{
	struct number fits = pipe_fits_by_default(facts);

	if (!facts->pipe.slots.known ||
	    facts->pipe.slots.value >= DEFAULT_SLOTS)
		return;
	if (!fits.known)
		fprintf(out,
			"; with the usual %d slots it might not have filled",
			DEFAULT_SLOTS);
	else
		fprintf(out,
			"; with the usual %d slots it would %shave filled%s",
			DEFAULT_SLOTS, fits.value ? "not " : "",
			fits.value ? "" : " as well");
}

/* Shows which end is missing. */
static void describe_ends(const struct pipe_facts *pipe, FILE *out)
{
	if (pipe->readers.known)
		describe_number(", open for", pipe->readers.value, "reader",
				out);
	if (pipe->writers.known)
		describe_number(" and for", pipe->writers.value, "writer", out);
}

void describe_pipe(const struct writer_facts *facts, FILE *out)
{
	const struct pipe_facts *pipe = &facts->pipe;

	if (facts->writer->inode.value)
		fprintf(out, "inode %ju", facts->writer->inode.value);
	else
		fputs("inode not known", out);
	if (facts->evidence.opens) {
		describe_ends(pipe, out);
		return;
	}
	if (*pipe->path) {
		fputs(", FIFO ", out);
		printable_put(pipe->path, out);
	}
	if (pipe->slots_used.known && pipe->slots.known)
		fprintf(out, ", %ju of %ju slots in use",
			pipe->slots_used.value, pipe->slots.value);
	if (pipe->bytes_used.known)
		describe_number(",", pipe->bytes_used.value, "byte", out);
	describe_creation(facts, out);
	describe_fit(facts, out);
}

static void describe_limit(const char *name, struct number limit, FILE *out)
{
	if (limit.known && limit.value)
		fprintf(out, ", %s limit %ju", name, limit.value);
	else if (limit.known)
		fprintf(out, ", no %s limit", name);
}

static void describe_share(const struct host *host, const struct share *share,
			   FILE *out)
{
	struct process init;

	fprintf(out, " %ju in %ju", share->pages.value, share->inum);
	if (!usage_init(host, share, &init))
		return;
	fputs(" (", out);
	printable_put(init.comm, out);
	if (*init.container.id)
		fprintf(out, ", container %.*s", CONTAINER_SHORT_LEN,
			init.container.id);
	fputc(')', out);
}

void describe_quota(const struct host *host, const struct writer_facts *facts,
		    FILE *out)
{
	const struct usage *usage = &facts->usage;

	fprintf(out, "uid %ju ", facts->pipe.uid.value);
	if (usage->pages.known)
		describe_number("has", usage->pages.value, "page", out);
	else
		fputs("has an unknown number of pages", out);
	fputs(" now", out);
	describe_limit("soft", usage->quota.soft, out);
	describe_limit("hard", usage->quota.hard, out);
	if (usage->n)
		fputs("; most by pid namespace:", out);
	for (size_t i = 0; i < usage->n; i++) {
		if (i)
			fputc(',', out);
		describe_share(host, &usage->shares[i], out);
	}
}
