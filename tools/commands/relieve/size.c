// SPDX-License-Identifier: GPL-2.0-only
/* The new size of the pipe. */
#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "commands/relieve/size.h"

static uintmax_t larger_of(uintmax_t a, uintmax_t b)
{
	return a > b ? a : b;
}

static uintmax_t smaller_of(uintmax_t a, uintmax_t b)
{
	return a < b ? a : b;
}

bool size_parse(const char *text, uintmax_t *size)
{
	static const char units[] = "KMG";
	const char *unit;
	char *end;
	int shift = 0;

	if (!isdigit((unsigned char)*text))
		return false;
	errno = 0;
	*size = strtoumax(text, &end, 10);
	unit = *end ? strchr(units, *end) : NULL;
	if (unit) {
		shift = 10 * (unit - units + 1);
		end++;
	}
	if (errno || *end || !*size || *size > SIZE_MAX_BYTES >> shift)
		return false;
	*size <<= shift;
	return true;
}

uintmax_t size_round(uintmax_t size)
{
	uintmax_t rounded = sysconf(_SC_PAGESIZE);

	while (rounded < size)
		rounded *= 2;
	return rounded;
}

struct number size_needed(const struct target *target)
{
	struct number bytes = target->request.bytes;
	uintmax_t page = sysconf(_SC_PAGESIZE);

	bytes.known = bytes.known && target->used.known;
	if (!bytes.known)
		return bytes;
	bytes.value = smaller_of(bytes.value, SIZE_MAX_BYTES) + page - 1;
	/* A slot holds a page, but slots in use may hold less. */
	bytes.value = bytes.value / page * page + target->used.value * page;
	return bytes;
}

uintmax_t size_choose(const struct target *target, uintmax_t before,
		      const struct limits *limits)
{
	uintmax_t most = larger_of(2 * before, limits->max_size.value);
	struct number needed = size_needed(target);

	return smaller_of(size_round(larger_of(2 * before, needed.value)),
			  size_round(most));
}
