/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_CLOCK_H
#define PIPESCOPE_CLOCK_H

#include <stdint.h>
#include <time.h>

/* Microseconds by the clock that the module uses to measure waits. */
static inline uintmax_t clock_usec(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uintmax_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

#endif /* PIPESCOPE_CLOCK_H */
