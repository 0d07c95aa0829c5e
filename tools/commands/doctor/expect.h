/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_EXPECT_H
#define PIPESCOPE_EXPECT_H

#include <stddef.h>
#include <stdint.h>

#include "commands/doctor/findings.h"

#define EXPECTATIONS_MAX	24
/* A busy machine may take its time; others need a quarter of a second. */
#define PATIENCE_MSEC	5000

/**
 * struct expected - what files of the module's directory have to show
 * @list: each file and its text
 * @n: how many
 */
struct expected {
	struct expectation {
		char path[96];
		char want[32];
	} list[EXPECTATIONS_MAX];
	size_t n;
};

/**
 * expect_number() - add a file that has to show a number
 * @expected: where to
 * @want: the number
 * @path: the file, below the module's directory, as for printf(3)
 */
[[gnu::format(printf, 3, 4)]]
void expect_number(struct expected *expected, uintmax_t want, const char *path,
		   ...);

/**
 * expect_text() - add a file that has to show a text
 * @expected: where to
 * @want: the text
 * @path: as for expect_number()
 */
[[gnu::format(printf, 3, 4)]]
void expect_text(struct expected *expected, const char *want, const char *path,
		 ...);

/**
 * expect_await() - wait until all files show what they have to
 * @expected: the files; what is not there counts as 0
 * @module: the module's directory
 * @msec: how long to wait for it
 * @why: set to what one of them shows if that is wrong, else to nothing;
 *	REASON_MAX bytes
 *
 * Return: RESULT_OK, RESULT_FAILED, or RESULT_NOT_CHECKED if the user may not
 * read a file
 */
enum check_result expect_await(const struct expected *expected, int module,
			       unsigned int msec, char *why);

#endif /* PIPESCOPE_EXPECT_H */
