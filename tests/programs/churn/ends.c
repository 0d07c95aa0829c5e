// SPDX-License-Identifier: GPL-2.0-only
#include <stddef.h>
#include <unistd.h>

#include "ends.h"

/* Closes the end with that number, counted round. */
bool ends_close(struct ends *ends, unsigned int number)
{
	struct end *end = &ends->end[ends->count ? number % ends->count : 0];

	if (!ends->count)
		return false;
	close(end->fd);
	*end = ends->end[--ends->count];
	return true;
}

void ends_make_room(struct ends *ends, unsigned int wanted, unsigned int number)
{
	while (ends->count + wanted > MAX_ENDS)
		ends_close(ends, number);
}

void ends_add(struct ends *ends, int fd, unsigned int good_for)
{
	ends->end[ends->count++] = (struct end) { fd, good_for };
}

/* The first one from that number on that is good for it, or -1. */
int ends_pick(const struct ends *ends, unsigned int good_for, unsigned int number)
{
	unsigned int i;

	for (i = 0; i < ends->count; i++) {
		const struct end *end = &ends->end[(number % ends->count + i) % ends->count];

		if (end->good_for & good_for)
			return end->fd;
	}
	return -1;
}

void ends_close_all(struct ends *ends)
{
	while (ends_close(ends, 0))
		;
}
