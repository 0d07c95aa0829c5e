// SPDX-License-Identifier: GPL-2.0-only
/* Decides from the evidence why a writer is stuck. */
#include "commands/explain/verdict.h"

typedef bool (*test_fn)(const struct sight *sight);

static const char *const names[] = {
	[VERDICT_NONE] = "",
	[VERDICT_SELF] = "self",
	[VERDICT_WAITS_FOR_WRITER] = "waits-for-writer",
	[VERDICT_READER_STOPPED] = "reader-stopped",
	[VERDICT_READER_BUSY] = "reader-busy",
	[VERDICT_READER_IDLE] = "reader-idle",
	[VERDICT_NO_READER_FOUND] = "no-reader-found",
	[VERDICT_FIFO_PARTNER] = "fifo-partner",
};

static const char *const doubt_names[] = {
	[DOUBT_NONE] = "",
	[DOUBT_PIPE] = "pipe-unknown",
	[DOUBT_FILES] = "files-hidden",
	[DOUBT_CALLS] = "calls-hidden",
	[DOUBT_CHANGED] = "changed",
	[DOUBT_READERS] = "readers-unknown",
};

static const char *const meanings[] = {
	[VERDICT_SELF] = "only the writer's own process can read from the pipe",
	[VERDICT_WAITS_FOR_WRITER] =
		"deadlock: the reader waits for the writer to exit, the writer waits for the reader to read",
	[VERDICT_READER_STOPPED] = "all processes that can read are stopped",
	[VERDICT_READER_BUSY] = "the pipe is being read, but slowly",
	[VERDICT_READER_IDLE] = "the reader has the pipe open but does not read from it",
	[VERDICT_NO_READER_FOUND] =
		"the read end is open, but no process has it: it is in flight in a socket, or registered with io_uring",
	[VERDICT_FIFO_PARTNER] = "no process has the other end of the FIFO open",
};

static const char *const doubts[] = {
	[DOUBT_PIPE] = "it is not known which pipe it is",
	[DOUBT_FILES] =
		"not permitted to see the open files of some processes: run as root with all capabilities, in the host's pid namespace",
	[DOUBT_CALLS] =
		"not permitted to see what a reader is doing: run as root with all capabilities",
	[DOUBT_CHANGED] = "the processes that could read have exited or closed the pipe: try again",
	[DOUBT_READERS] = "it is not known whether any process can read: try again",
};

/* A stopped process does nothing; the writer's own process cannot help. */
static bool is_free(const struct sight *sight)
{
	return !sight->stopped && !sight->own;
}

static bool is_other(const struct sight *sight)
{
	return !sight->own;
}

static bool is_stopped(const struct sight *sight)
{
	return sight->stopped && !sight->own;
}

static bool is_reading(const struct sight *sight)
{
	return !sight->stopped && sight->reading;
}

static bool has_read(const struct sight *sight)
{
	return !sight->stopped && sight->has_read;
}

static bool awaits_writer(const struct sight *sight)
{
	return is_free(sight) && sight->awaits;
}

static bool is_blocked(const struct sight *sight)
{
	return is_free(sight) && sight->blocked;
}

/*
 * Other writers to the pipe that also hold its read end wait for a reader, too.
 */
static bool is_no_writer(const struct sight *sight)
{
	return is_free(sight) && !sight->fellow;
}

static bool is_hidden(const struct sight *sight)
{
	return is_free(sight) && sight->hidden;
}

/* A search among the readers, and the one found. */
struct choice {
	const struct sight *sights;
	size_t n;
	size_t reader;
};

static bool any_reader(struct choice *choice, test_fn test)
{
	for (choice->reader = 0; choice->reader < choice->n; choice->reader++)
		if (test(&choice->sights[choice->reader]))
			return true;
	choice->reader = NO_READER;
	return false;
}

static struct decision make_decision(enum verdict verdict,
				     const struct choice *choice)
{
	return (struct decision){ .verdict = verdict, .reader = choice->reader };
}

static struct decision make_doubt(enum doubt doubt)
{
	return (struct decision){ .doubt = doubt, .reader = NO_READER };
}

/* One reader is enough for these verdicts. */
static bool decide_by_one(const struct evidence *evidence,
			  struct choice *choice, struct decision *decision)
{
	if (any_reader(choice, is_reading) ||
	    (evidence->moved && any_reader(choice, has_read))) {
		*decision = make_decision(VERDICT_READER_BUSY, choice);
		return true;
	}
	if (evidence->moved) {
		choice->reader = choice->n == 1 ? 0 : NO_READER;
		*decision = make_decision(VERDICT_READER_BUSY, choice);
		return true;
	}
	if (any_reader(choice, awaits_writer)) {
		*decision = make_decision(VERDICT_WAITS_FOR_WRITER, choice);
		return true;
	}
	return false;
}

static struct decision decide_without(const struct evidence *evidence)
{
	if (evidence->vanished)
		return make_doubt(DOUBT_CHANGED);
	if (!evidence->readers.known || !evidence->readers.value)
		return make_doubt(DOUBT_READERS);
	return (struct decision){ .verdict = VERDICT_NO_READER_FOUND,
				  .reader = NO_READER };
}

/* These verdicts are about all processes that can read. */
static struct decision decide_by_all(const struct evidence *evidence,
				     struct choice *choice)
{
	if (evidence->unreadable)
		return make_doubt(DOUBT_FILES);
	if (!choice->n)
		return decide_without(evidence);
	if (!any_reader(choice, is_other) &&
	    evidence->readers.value > evidence->seen)
		return make_decision(VERDICT_NO_READER_FOUND, choice);
	if (choice->reader == NO_READER) {
		choice->reader = 0;
		return make_decision(VERDICT_SELF, choice);
	}
	if (any_reader(choice, is_hidden))
		return make_doubt(DOUBT_CALLS);
	if (any_reader(choice, is_blocked) || any_reader(choice, is_no_writer))
		return make_decision(VERDICT_READER_IDLE, choice);
	if (any_reader(choice, is_stopped))
		return make_decision(VERDICT_READER_STOPPED, choice);
	any_reader(choice, is_free);
	return make_decision(VERDICT_READER_IDLE, choice);
}

struct decision verdict_decide(const struct evidence *evidence,
			       const struct sight *sights, size_t n)
{
	struct choice choice = { sights, n, NO_READER };
	struct decision decision;

	if (evidence->opens)
		return make_decision(VERDICT_FIFO_PARTNER, &choice);
	if (!evidence->pipe_known)
		return make_doubt(DOUBT_PIPE);
	if (decide_by_one(evidence, &choice, &decision))
		return decision;
	return decide_by_all(evidence, &choice);
}

const char *verdict_name(enum verdict verdict)
{
	return names[verdict];
}

const char *verdict_doubt(enum doubt doubt)
{
	return doubt_names[doubt];
}

const char *verdict_meaning(const struct decision *decision)
{
	return decision->verdict ? meanings[decision->verdict] :
				   doubts[decision->doubt];
}
