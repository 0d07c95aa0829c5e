// SPDX-License-Identifier: GPL-2.0-only
/*
 * Measures what it costs to make a pipe and close it. In a guest whose clock
 * counts instructions the shortest round is one that no interrupt fell into.
 */
#include <err.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "options.h"

static const char usage[] =
"Usage: opencost [PIPES [ROUNDS]]\n"
"\n"
"Makes and closes a pipe, PIPES times (20) in each of ROUNDS rounds (100) after\n"
"as many to warm up. Prints pipes= and nanoseconds=, the shortest round.\n";

static long long now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static long long round_ns(unsigned long pipes)
{
	long long start = now_ns();
	int ends[2];

	while (pipes--) {
		if (pipe(ends) || close(ends[0]) || close(ends[1]))
			err(1, "pipe");
	}
	return now_ns() - start;
}

static long long shortest_ns(unsigned long pipes, unsigned long rounds)
{
	long long best = round_ns(pipes);

	while (--rounds > 0) {
		long long ns = round_ns(pipes);

		if (ns < best)
			best = ns;
	}
	return best;
}

int main(int argc, char **argv)
{
	unsigned long pipes = argc > 1 ? parse_number(argv[1]) : 20;
	unsigned long rounds = argc > 2 ? parse_number(argv[2]) : 100;

	if (!pipes || !rounds) {
		fputs(usage, stderr);
		return 2;
	}
	shortest_ns(pipes, rounds);
	printf("pipes=%lu nanoseconds=%lld\n", pipes, shortest_ns(pipes, rounds));
	return 0;
}
