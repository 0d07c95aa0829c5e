// SPDX-License-Identifier: GPL-2.0-only
/*
 * Does an operation on all processors at the same time, one operation on each in
 * turn, with marks for tests/bench/sharing/.
 */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "clone.h"
#include "marks.h"
#include "options.h"

#define PAGE 4096
#define FIRST_UID 1000

static const char usage[] =
"Usage: opshare OPERATION PLACE PROCESSORS TIMES\n"
"       opshare tell <FILE\n"
"\n"
"A process on each processor does the operation, so many times:\n"
"  pipe   makes a pipe and closes it\n"
"  block  reads a page, which wakes a writer on the same processor; it writes a\n"
"         page and blocks with the next one\n"
"  pass   makes a pipe, moves to the next processor and closes it there\n"
"The processes run\n"
"  host        as root in the pid namespace of the caller\n"
"  containers  as root, each in a pid namespace of its own\n"
"  users       each in a pid namespace of its own, and as a uid of its own\n"
"With \"tell\", tells the plugin what is in FILE.\n";

/**
 * struct operation - what is done
 * @name: as on the command line
 * @prepare: makes what @perform needs; may be NULL
 * @perform: does it once
 */
struct operation {
	const char *name;
	void (*prepare)(void);
	void (*perform)(bool marked);
};

static unsigned long nr_processors;
static unsigned long processor;
static unsigned long *arrived;	/* at barriers, by all processes */
static int ends[2];

static void run_on(unsigned long number)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(number, &set);
	if (sched_setaffinity(0, sizeof(set), &set))
		err(1, "processor %lu", number);
	processor = number;
}

static void meet_all(void)
{
	static unsigned long meetings;

	__atomic_add_fetch(arrived, 1, __ATOMIC_SEQ_CST);
	meetings++;
	while (__atomic_load_n(arrived, __ATOMIC_SEQ_CST) < meetings * nr_processors) {
		sched_yield();
		let_others_run();
	}
}

static void make_pipe(void)
{
	if (pipe(ends))
		err(1, "pipe");
}

static void close_pipe(void)
{
	if (close(ends[0]) || close(ends[1]))
		err(1, "close");
}

static void perform_pipe(bool marked)
{
	if (marked)
		set_mark(MARK_BEGIN);
	make_pipe();
	close_pipe();
	if (marked)
		set_mark(MARK_END);
}

/* Two processes never share a processor, so that no operation is interrupted. */
static void perform_pass(bool marked)
{
	if (marked)
		set_mark(MARK_BEGIN);
	make_pipe();
	if (marked)
		set_mark(MARK_END);
	meet_all();
	run_on((processor + 1) % nr_processors);
	meet_all();
	if (marked)
		set_mark(MARK_RESUME);
	close_pipe();
	if (marked)
		set_mark(MARK_END);
}

static void write_for_ever(void)
{
	static const char data[PAGE];

	close(ends[0]);
	while (write(ends[1], data, PAGE) == PAGE)
		;
	err(1, "write");
}

/* Reader and writer run until they wait or yield, so they take turns. */
static void prepare_block(void)
{
	const struct sched_param priority = { .sched_priority = 1 };

	make_pipe();
	if (fcntl(ends[1], F_SETPIPE_SZ, PAGE) != PAGE)
		err(1, "F_SETPIPE_SZ");
	if (sched_setscheduler(0, SCHED_FIFO, &priority))
		err(1, "sched_setscheduler");
	if (!clone_process(0))
		write_for_ever();
	sched_yield();
}

static void perform_block(bool marked)
{
	char data[PAGE];

	if (marked)
		set_mark(MARK_BEGIN);
	if (read(ends[0], data, PAGE) != PAGE)
		errx(1, "the pipe was not full");
	sched_yield();
	if (marked)
		set_mark(MARK_END);
}

static const struct operation operations[] = {
	{ "pipe", NULL, perform_pipe },
	{ "block", prepare_block, perform_block },
	{ "pass", NULL, perform_pass },
	{ }
};

static const struct operation *find_operation(const char *name)
{
	const struct operation *operation;

	for (operation = operations; operation->name; operation++) {
		if (!strcmp(operation->name, name))
			return operation;
	}
	return NULL;
}

static void repeat(const struct operation *operation, unsigned long times, bool marked)
{
	while (times--) {
		operation->perform(marked);
		let_others_run();
	}
}

static void measure(const struct operation *operation, unsigned long times)
{
	if (operation->prepare)
		operation->prepare();
	repeat(operation, times / 4 + 1, false);
	/* The kernel and the module have work to do after the first operations. */
	usleep(500000);
	meet_all();
	if (!processor)
		set_mark(MARK_OPEN);
	meet_all();
	repeat(operation, times / 4 + 1, false);
	meet_all();
	repeat(operation, times, true);
	meet_all();
	if (!processor)
		set_mark(MARK_CLOSE);
	meet_all();
	_exit(0);
}

/* Priorities as well, which an ordinary uid may not set by itself. */
static void become(uid_t uid)
{
	const struct rlimit priorities = { 1, 1 };

	if (setrlimit(RLIMIT_RTPRIO, &priorities) || setresuid(uid, uid, uid))
		err(1, "setresuid");
}

static void start_processes(const struct operation *operation, const char *place,
			    unsigned long times)
{
	unsigned long flags = strcmp(place, "host") ? CLONE_NEWPID : 0;
	unsigned long i;

	for (i = 0; i < nr_processors; i++) {
		if (clone_process(flags))
			continue;
		run_on(i);
		if (!strcmp(place, "users"))
			become(FIRST_UID + i);
		measure(operation, times);
	}
}

static int tell_all(void)
{
	int c, i;

	while ((c = getchar()) != EOF) {
		for (i = 0; i < 8; i++) {
			if (c >> i & 1)
				set_mark(MARK_ONE);
			else
				set_mark(MARK_ZERO);
		}
	}
	return 0;
}

int main(int argc, char **argv)
{
	const struct operation *operation = argc == 5 ? find_operation(argv[1]) : NULL;
	int status;

	if (argc == 2 && !strcmp(argv[1], "tell"))
		return tell_all();
	if (!operation) {
		fputs(usage, stderr);
		return 2;
	}
	nr_processors = parse_number(argv[3]);
	arrived = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (arrived == MAP_FAILED)
		err(1, "mmap");
	start_processes(operation, argv[2], parse_number(argv[4]));
	while (wait(&status) > 0) {
		if (status)
			errx(1, "a process came to a bad end");
	}
	return 0;
}
