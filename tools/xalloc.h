/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_XALLOC_H
#define PIPESCOPE_XALLOC_H

#include <err.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "exit_failure.h"

/* All of these end the program if there is no memory. */

/**
 * xgrow() - make room for one more member in an array
 * @array: the array, or NULL
 * @n: members in use
 * @size: size of a member
 *
 * Doubles the array at each power of two, so no capacity needs to be stored.
 *
 * Return: the array, which may have moved
 */
static inline void *xgrow(void *array, size_t n, size_t size)
{
	if (n & (n - 1))
		return array;
	if (n > SIZE_MAX / 2 / size)
		errx(exit_failure, "out of memory");
	array = realloc(array, (n ? 2 * n : 1) * size);
	if (!array)
		err(exit_failure, "out of memory");
	return array;
}

static inline void *xcalloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size);

	if (!p)
		err(exit_failure, "out of memory");
	return p;
}

static inline char *xstrdup(const char *s)
{
	char *copy = strdup(s);

	if (!copy)
		err(exit_failure, "out of memory");
	return copy;
}

#endif /* PIPESCOPE_XALLOC_H */
