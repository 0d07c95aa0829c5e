/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_DOCTOR_FACTS_H
#define PIPESCOPE_DOCTOR_FACTS_H

#include <stddef.h>
#include <stdint.h>

#include "commands/doctor/findings.h"

#define FACTS_MAX	24
/* A busy machine may take its time; others need a quarter of a second. */
#define PATIENCE_MSEC	5000

/**
 * struct facts - what files of the module's directory have to show
 * @list: each file and its text
 * @n: how many
 */
struct facts {
	struct fact {
		char path[96];
		char want[32];
	} list[FACTS_MAX];
	size_t n;
};

/**
 * facts_number() - add a file that has to show a number
 * @facts: where to
 * @want: the number
 * @path: the file, below the module's directory, as for printf(3)
 */
[[gnu::format(printf, 3, 4)]]
void facts_number(struct facts *facts, uintmax_t want, const char *path, ...);

/**
 * facts_text() - add a file that has to show a text
 * @facts: where to
 * @want: the text
 * @path: as for facts_number()
 */
[[gnu::format(printf, 3, 4)]]
void facts_text(struct facts *facts, const char *want, const char *path, ...);

/**
 * facts_await() - wait until all files show what they have to
 * @facts: the files; what is not there counts as 0
 * @module: the module's directory
 * @msec: how long to wait for it
 * @why: set to what one of them shows if that is wrong, else to nothing;
 *	REASON_MAX bytes
 *
 * Return: RESULT_OK, RESULT_FAILED, or RESULT_NOT_CHECKED if the user may not
 * read a file
 */
enum result facts_await(const struct facts *facts, int module,
			unsigned int msec, char *why);

#endif /* PIPESCOPE_DOCTOR_FACTS_H */
