/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef ENDS_H
#define ENDS_H

#include <stdbool.h>

#define MAX_ENDS 40

/* What an open end of a pipe is good for. */
#define END_READ 1
#define END_WRITE 2

/**
 * struct ends - a process's open ends of pipes
 * @end: the ends
 * @count: how many
 */
struct ends {
	struct end {
		int fd;
		unsigned int good_for;
	} end[MAX_ENDS];
	unsigned int count;
};

void ends_make_room(struct ends *ends, unsigned int wanted, unsigned int number);
void ends_add(struct ends *ends, int fd, unsigned int good_for);
int ends_pick(const struct ends *ends, unsigned int good_for, unsigned int number);
bool ends_close(struct ends *ends, unsigned int number);
void ends_close_all(struct ends *ends);

#endif
