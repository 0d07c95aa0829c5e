// SPDX-License-Identifier: GPL-2.0-only
/*
 * Prints the frequency of this machine's time-stamp counter in kHz, which an
 * emulated processor passes on to its guest. /proc/cpuinfo shows the core's
 * frequency of the moment instead.
 */
#include <stdio.h>
#include <time.h>
#include <x86intrin.h>

static long long now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC_RAW, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

int main(void)
{
	const struct timespec interval = { .tv_nsec = 50000000 };
	long long start = now_ns();
	unsigned long long ticks = __rdtsc();

	nanosleep(&interval, NULL);
	ticks = __rdtsc() - ticks;
	printf("%llu\n", ticks * 1000000 / (now_ns() - start));
	return 0;
}
