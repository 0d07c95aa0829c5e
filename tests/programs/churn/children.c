// SPDX-License-Identifier: GPL-2.0-only
#include <err.h>
#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../clone.h"
#include "churn.h"
#include "worker.h"

#define PATIENCE_MSEC 120000

static void end(struct worker *worker, unsigned int which)
{
	pid_t pid = worker->children[which];

	worker->children[which] = worker->children[--worker->nr_children];
	kill(pid, SIGKILL);
	if (waitpid(pid, NULL, 0) < 0)
		err(1, "waitpid");
}

/* The child keeps some of what it inherited and makes pipes of its own. */
static void rearrange(struct worker *worker)
{
	unsigned int closes = random_below(&worker->random, MAX_ENDS);
	unsigned int pipes = random_below(&worker->random, 3);

	while (closes--)
		do_close(worker);
	while (pipes--)
		do_pipe(worker);
}

/* Returns when the child has done what it does, and sleeps. */
static bool add_child(struct worker *worker, bool executes)
{
	struct pollfd event = { .fd = eventfd(0, 0), .events = POLLIN };
	unsigned int number = random_next(&worker->random);
	pid_t pid;

	if (event.fd < 0)
		err(1, "eventfd");
	if (worker->nr_children == MAX_CHILDREN)
		end(worker, number % MAX_CHILDREN);
	pid = clone_process(0);
	if (!pid) {
		rearrange(worker);
		if (executes)
			sleeper_exec(event.fd);
		eventfd_write(event.fd, 1);
		for (;;)
			pause();
	}
	worker->children[worker->nr_children++] = pid;
	if (poll(&event, 1, PATIENCE_MSEC) != 1)
		errx(1, "a child of worker %u did not come up", worker->number);
	close(event.fd);
	return true;
}

bool do_fork(struct worker *worker)
{
	return add_child(worker, false);
}

bool do_exec(struct worker *worker)
{
	return add_child(worker, true);
}

bool do_kill(struct worker *worker)
{
	unsigned int number = random_next(&worker->random);

	if (!worker->nr_children)
		return false;
	end(worker, number % worker->nr_children);
	return true;
}

/* Killed in the middle of whatever it is doing. */
bool do_kill_busy(struct worker *worker)
{
	unsigned int usec = random_below(&worker->random, 2000);
	pid_t pid = clone_process(0);

	if (!pid) {
		for (;;) {
			do_pipe(worker);
			do_resize(worker);
			do_fifo(worker);
			do_close(worker);
		}
	}
	usleep(usec);
	kill(pid, SIGKILL);
	if (waitpid(pid, NULL, 0) < 0)
		err(1, "waitpid");
	return true;
}

void children_end(struct worker *worker)
{
	while (worker->nr_children)
		end(worker, 0);
}
