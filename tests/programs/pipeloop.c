// SPDX-License-Identifier: GPL-2.0-only
/*
 * Measures a write and a read that do not block. In a guest whose clock counts
 * instructions the shortest round is one that no interrupt fell into, and it is
 * the same to the digit in every run.
 */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static const char usage[] =
"Usage: pipeloop [PAIRS [ROUNDS]]\n"
"\n"
"Writes 1 byte to a pipe and reads it, PAIRS times (100) in each of ROUNDS\n"
"rounds (50) after as many to warm up. Prints pairs= and nanoseconds=, the\n"
"shortest round.\n";

static long long now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static long long round_ns(const int ends[2], long pairs)
{
	long long start = now_ns();
	char byte = 0;

	while (pairs--) {
		if (write(ends[1], &byte, 1) != 1 || read(ends[0], &byte, 1) != 1)
			err(1, "pipe");
	}
	return now_ns() - start;
}

static long long shortest_ns(const int ends[2], long pairs, long rounds)
{
	long long best = round_ns(ends, pairs);

	while (--rounds > 0) {
		long long ns = round_ns(ends, pairs);

		if (ns < best)
			best = ns;
	}
	return best;
}

int main(int argc, char **argv)
{
	long pairs = argc > 1 ? atol(argv[1]) : 100;
	long rounds = argc > 2 ? atol(argv[2]) : 50;
	int ends[2];

	if (pairs < 1 || rounds < 1) {
		fputs(usage, stderr);
		return 2;
	}
	if (pipe(ends))
		err(1, "pipe");
	shortest_ns(ends, pairs, rounds);
	printf("pairs=%ld nanoseconds=%lld\n", pairs, shortest_ns(ends, pairs, rounds));
	return 0;
}
