// SPDX-License-Identifier: GPL-2.0-only
#include <stdio.h>

#include "churn.h"
#include "operations.h"
#include "shared.h"
#include "worker.h"

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

enum kind {
	ALWAYS,
	HIDDEN,		/* makes a pipe that is open in no process */
	OPTIONAL,	/* not every kernel can do it */
};

/**
 * struct operation - a thing to do
 * @name: for the figures
 * @action: does it
 * @weight: how often, against the others
 * @kind: ALWAYS, or another kind
 */
struct operation {
	const char *name;
	bool (*action)(struct worker *worker);
	unsigned int weight;
	enum kind kind;
};

static const struct operation operations[] = {
	{ "pipe", do_pipe, 150, ALWAYS },
	{ "packet_pipe", do_packet_pipe, 50, ALWAYS },
	{ "notification_pipe", do_notification_pipe, 50, OPTIONAL },
	{ "fifo", do_fifo, 100, ALWAYS },
	{ "resize", do_resize, 120, ALWAYS },
	{ "resize_queue", do_resize_queue, 30, OPTIONAL },
	{ "dup", do_dup, 50, ALWAYS },
	{ "close", do_close, 200, ALWAYS },
	{ "write", do_write, 100, ALWAYS },
	{ "read", do_read, 50, ALWAYS },
	{ "splice", do_splice, 30, ALWAYS },
	{ "tee", do_tee, 30, ALWAYS },
	{ "vmsplice", do_vmsplice, 30, ALWAYS },
	{ "sendfile_to_pipe", do_sendfile_to_pipe, 30, HIDDEN },
	{ "sendfile_to_file", do_sendfile_to_file, 10, HIDDEN },
	{ "fork", do_fork, 10, ALWAYS },
	{ "exec", do_exec, 4, ALWAYS },
	{ "kill", do_kill, 6, ALWAYS },
	{ "kill_busy", do_kill_busy, 4, ALWAYS },
	{ "send", do_send, 50, ALWAYS },
	{ "receive", do_receive, 40, ALWAYS },
};

static unsigned int draw(struct random *random)
{
	unsigned int total = 0;
	unsigned int number;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(operations); i++)
		total += operations[i].weight;
	number = random_below(random, total);
	for (i = 0; number >= operations[i].weight; i++)
		number -= operations[i].weight;
	return i;
}

/* What is drawn depends on the seed alone, not on how others fared. */
void operations_do(struct worker *worker, unsigned long number)
{
	unsigned int which;

	worker->random = random_for(options.seed, worker->number, number);
	do
		which = draw(&worker->random);
	while (options.findable && operations[which].kind == HIDDEN);

	atomic_fetch_add(&shared->sequence, worker->random.state * (which + 1));
	atomic_fetch_add(&shared->operations, 1);
	atomic_fetch_add(&shared->attempts[which], 1);
	if (operations[which].action(worker))
		atomic_fetch_add(&shared->successes[which], 1);
}

/* Prints the figures; returns whether everything happened that should. */
bool operations_print(void)
{
	bool all = shared->shrunk && shared->refused && shared->unresized;
	unsigned int i;

	printf("operations=%lu sequence=%016llx shrunk=%lu refused=%lu unresized=%lu\n",
	       shared->operations, shared->sequence, shared->shrunk,
	       shared->refused, shared->unresized);
	for (i = 0; i < ARRAY_SIZE(operations); i++) {
		const struct operation *o = &operations[i];

		printf("%s=%lu/%lu%s", o->name, shared->successes[i], shared->attempts[i],
		       i + 1 < ARRAY_SIZE(operations) ? " " : "\n");
		if (o->kind == ALWAYS || (o->kind == HIDDEN && !options.findable))
			all = all && shared->successes[i];
	}
	return all;
}
