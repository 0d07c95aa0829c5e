// SPDX-License-Identifier: GPL-2.0-only
/*
 * For each stalled writer: who should be reading, and why that does not happen.
 */
#include <json-c/json.h>
#include <stdio.h>
#include <unistd.h>

#include "commands/commands.h"
#include "commands/explain/candidates.h"
#include "commands/explain/chain.h"
#include "commands/explain/describe.h"
#include "commands/explain/explain_json.h"
#include "commands/explain/look.h"
#include "commands/explain/pipe.h"
#include "commands/explain/readers.h"
#include "commands/explain/refuse.h"
#include "commands/explain/usage.h"
#include "commands/explain/writer.h"
#include "options.h"
#include "output/json.h"
#include "xalloc.h"

#define USEC_PER_MSEC		1000
#define DEFAULT_INTERVAL	500
#define MAX_INTERVAL		60000

enum { INTERVAL, JSON };

static const struct option_info own_options[] = {
	[INTERVAL] = { "interval", 'i', OPTION_VALUE, "ms",
		"milliseconds between two looks at the readers\n"
		"(500); 0: look once" },
	[JSON] = OPTION_JSON,
};

/**
 * struct explanation - the facts about all stalled writers
 * @stalled: the writers
 * @candidates: the processes that can read from their pipes
 * @shares: users' pipes in namespaces
 * @facts: the facts about each writer
 */
struct explanation {
	struct stalled stalled;
	struct candidates candidates;
	struct shares shares;
	struct writer_facts *facts;
};

static void count_others(struct writer_facts *facts, size_t n,
			 struct writer_facts *one)
{
	one->slots_others.known = true;
	for (size_t i = 0; i < n; i++)
		if (&facts[i] != one && one->writer->pipe &&
		    facts[i].writer->pipe == one->writer->pipe)
			pipe_count_request(one, &facts[i]);
}

static void gather_facts(const struct host *host,
			 struct explanation *explanation)
{
	const struct stalled *stalled = &explanation->stalled;
	struct writer_facts *facts = xcalloc(stalled->n, sizeof(*facts));

	candidates_read(host, stalled, &explanation->candidates);
	for (size_t i = 0; i < stalled->n; i++) {
		facts[i].writer = &stalled->writers[i];
		writer_read(host, &facts[i]);
		readers_read(host, stalled, &explanation->candidates,
			     &facts[i]);
	}
	for (size_t i = 0; i < stalled->n; i++)
		count_others(facts, stalled->n, &facts[i]);
	usage_read(host, facts, stalled->n, &explanation->shares);
	explanation->facts = facts;
}

static void decide_writer(struct writer_facts *facts)
{
	struct sight *sights = xcalloc(facts->n_readers, sizeof(*sights));

	for (size_t i = 0; i < facts->n_readers; i++)
		sights[i] = facts->readers[i].sight;
	facts->decision = verdict_decide(&facts->evidence, sights,
					 facts->n_readers);
	free(sights);
}

static void reach_verdicts(const struct host *host,
			   struct explanation *explanation,
			   uintmax_t interval)
{
	size_t n = explanation->stalled.n;

	/* A recorded tree does not change. */
	if (interval && n && !host->recorded) {
		usleep(interval * USEC_PER_MSEC);
		candidates_look_again(host, &explanation->candidates);
		for (size_t i = 0; i < n; i++)
			look_again(host, &explanation->facts[i]);
	}
	for (size_t i = 0; i < n; i++)
		decide_writer(&explanation->facts[i]);
	chain_link(explanation->facts, n);
}

static void print_text(const struct host *host,
		       struct writer_facts *const *order)
{
	for (size_t i = 0; order[i]; i++) {
		if (i)
			putchar('\n');
		describe_writer(host, order[i], stdout);
	}
}

static void print_json(const struct host *host,
		       struct writer_facts *const *order)
{
	struct json_object *object = json_new();
	struct json_object *array = json_add_array(object, "writers");

	for (size_t i = 0; order[i]; i++)
		explain_json(host, order[i], json_append(array));
	json_print(object, false, stdout);
	json_object_put(object);
}

/* Returns the writer that was asked for, and those that it waits for. */
static struct writer_facts **choose_chain(const struct host *host,
					  struct explanation *explanation,
					  uintmax_t tid)
{
	struct chain chain;

	for (size_t i = 0; i < explanation->stalled.n; i++) {
		struct writer_facts *facts = &explanation->facts[i];

		if (facts->writer->tid != tid)
			continue;
		if (facts->gone)
			errx(exit_failure,
			     "writer %ju has unblocked or exited", tid);
		chain_follow(facts, &chain);
		return chain.links;
	}
	refuse_task(host, &explanation->stalled, tid);
}

static void explanation_free(struct explanation *explanation)
{
	for (size_t i = 0; i < explanation->stalled.n; i++)
		free(explanation->facts[i].readers);
	free(explanation->facts);
	free(explanation->shares.array);
	candidates_free(&explanation->candidates);
	stalled_free(&explanation->stalled);
}

static uintmax_t time_between_looks(const struct options *options)
{
	if (!options->given[INTERVAL])
		return DEFAULT_INTERVAL;
	return options_number("--interval", options->values[INTERVAL],
			      MAX_INTERVAL);
}

static int run_explain(const struct command *command,
		       const struct options *options)
{
	uintmax_t wait = time_between_looks(options), tid = 0;
	struct explanation explanation = { 0 };
	struct writer_facts **order;
	struct host host;

	(void)command;
	if (options->n_arguments)
		tid = options_number("<tid>", options->arguments[0], INT32_MAX);
	host_open(&host, options->sysroot);
	stalled_read(&explanation.stalled, &host);
	gather_facts(&host, &explanation);
	reach_verdicts(&host, &explanation, wait);
	if (options->n_arguments)
		order = choose_chain(&host, &explanation, tid);
	else
		order = chain_order(explanation.facts, explanation.stalled.n);
	if (options->given[JSON])
		print_json(&host, order);
	else
		print_text(&host, order);
	free(order);
	explanation_free(&explanation);
	host_close(&host);
	return EXIT_SUCCESS;
}

const struct command explain_command = {
	.name = "explain",
	.summary = "why stalled writers are stuck",
	.description =
		"Says why each stalled writer is stuck, or with <tid>, why this one and those\n"
		"that it waits for are: what the writer does, how its pipe filled up, which\n"
		"processes can read from the pipe, and why they do not.\n",
	.arguments = "[<tid>]",
	.max_arguments = 1,
	.options = own_options,
	.n_options = sizeof(own_options) / sizeof(*own_options),
	.run = run_explain,
};
