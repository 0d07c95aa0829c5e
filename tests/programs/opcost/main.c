// SPDX-License-Identifier: GPL-2.0-only
/*
 * Measures what an operation on a pipe costs. In a guest whose clock counts
 * instructions the shortest round is one that no interrupt fell into, and it is
 * the same to the digit in every run.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "../options.h"
#include "opcost.h"

static const struct operation operations[] = {
	{ "write-1", "writes 1 byte to a pipe and reads it",
	  100, prepare_pipe, NULL, write_1 },
	{ "write-4096", "the same with 4096 bytes",
	  20, prepare_pipe, NULL, write_4096 },
	{ "write-65536", "the same with 65536 bytes, which fill the pipe",
	  5, prepare_pipe, NULL, write_65536 },
	{ "pipe", "makes a pipe and closes it",
	  4, prepare_nothing, keep_pipe, make_pipe },
	{ "fifo", "opens a FIFO and closes it",
	  4, prepare_fifo, keep_pipe, open_fifo },
	{ "splice", "moves a page from one pipe to another and back",
	  20, prepare_pipes, NULL, splice_pipes },
	{ "block", "reads a page, which wakes a writer; it writes a page and\n"
	  "               blocks with the next one",
	  20, prepare_writer, NULL, read_blocked },
	{ "contend", "the same with two pages and two writers, each of which\n"
	  "               writes until it blocks",
	  20, prepare_two_writers, NULL, read_blocked },
	{ }
};

static void print_usage(void)
{
	const struct operation *operation;

	fputs("Usage: opcost OPERATION [TIMES [ROUNDS]]\n"
	      "\n"
	      "Does the operation, TIMES times in each of ROUNDS rounds (100) after as\n"
	      "many to warm up. Prints operation=, times= and nanoseconds=, the\n"
	      "shortest round. The operations:\n"
	      "\n", stderr);
	for (operation = operations; operation->name; operation++)
		fprintf(stderr, "  %-12s %s\n", operation->name, operation->text);
}

static const struct operation *find_operation(const char *name)
{
	const struct operation *operation;

	for (operation = operations; operation->name; operation++) {
		if (!strcmp(operation->name, name))
			return operation;
	}
	return NULL;
}

static long long now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static long long round_ns(const struct operation *operation, unsigned long times)
{
	long long start;

	if (operation->before_round)
		operation->before_round();
	/* What the kernel put off is done now, and not in this round. */
	usleep(1000);
	start = now_ns();
	while (times--)
		operation->perform();
	return now_ns() - start;
}

static long long shortest_ns(const struct operation *operation, unsigned long times,
			     unsigned long rounds)
{
	long long best = round_ns(operation, times);

	while (--rounds > 0) {
		long long ns = round_ns(operation, times);

		if (ns < best)
			best = ns;
	}
	return best;
}

int main(int argc, char **argv)
{
	const struct operation *operation = argc > 1 ? find_operation(argv[1]) : NULL;
	unsigned long times, rounds;

	if (!operation) {
		print_usage();
		return 2;
	}
	times = argc > 2 ? parse_number(argv[2]) : operation->times;
	rounds = argc > 3 ? parse_number(argv[3]) : 100;
	if (!times || !rounds) {
		print_usage();
		return 2;
	}
	operation->prepare();
	shortest_ns(operation, times, rounds);
	printf("operation=%s times=%lu nanoseconds=%lld\n", operation->name, times,
	       shortest_ns(operation, times, rounds));
	return 0;
}
