// SPDX-License-Identifier: GPL-2.0-only
/*
 * Writers that block. Reader and writers share one processor and one real-time
 * priority: each runs until it waits or yields, so they always take turns in
 * the same order.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "../clone.h"
#include "opcost.h"

#define PAGE 4096
#define MAX_PAGES 2
#define MAX_WRITERS 2

static pid_t pids[MAX_WRITERS];
static int ends[2];
static ssize_t capacity;

static void take_turns(void)
{
	const struct sched_param priority = { .sched_priority = 1 };
	cpu_set_t first;

	CPU_ZERO(&first);
	CPU_SET(0, &first);
	if (sched_setaffinity(0, sizeof(first), &first) ||
	    sched_setscheduler(0, SCHED_FIFO, &priority))
		err(1, "scheduling");
}

static void write_for_ever(void)
{
	static const char data[PAGE];

	close(ends[0]);
	while (write(ends[1], data, PAGE) == PAGE)
		;
	err(1, "write");
}

/* A writer that ends later would be in the way of what is measured next. */
static void end_writers(void)
{
	int i;

	for (i = 0; i < MAX_WRITERS; i++) {
		if (pids[i])
			kill(pids[i], SIGKILL);
	}
	while (wait(NULL) > 0)
		;
}

static void prepare_writers(int writers, int pages)
{
	int i;

	capacity = pages * PAGE;
	if (pipe(ends) || fcntl(ends[1], F_SETPIPE_SZ, capacity) != capacity)
		err(1, "pipe");
	take_turns();
	for (i = 0; i < writers; i++) {
		pids[i] = clone_process(0);
		if (!pids[i])
			write_for_ever();
	}
	atexit(end_writers);
	sched_yield();
}

void prepare_writer(void)
{
	prepare_writers(1, 1);
}

void prepare_two_writers(void)
{
	prepare_writers(MAX_WRITERS, MAX_PAGES);
}

/* When it is this process' turn again the writers are blocked. */
void read_blocked(void)
{
	char data[MAX_PAGES * PAGE];

	if (read(ends[0], data, capacity) != capacity)
		errx(1, "the pipe was not full");
	sched_yield();
}
