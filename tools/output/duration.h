/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_DURATION_H
#define PIPESCOPE_DURATION_H

#include <stddef.h>
#include <stdint.h>

/* Enough for the longest duration, its NUL included. */
#define DURATION_MAX 32

/**
 * duration_format() - format a duration for people
 * @buf: filled in
 * @size: its size, at least DURATION_MAX
 * @usec: the duration in microseconds
 *
 * Shows the two largest units: 250ms, 12.3s, 39m12s, 5h07m, 3d04h.
 */
void duration_format(char *buf, size_t size, uintmax_t usec);

#endif /* PIPESCOPE_DURATION_H */
