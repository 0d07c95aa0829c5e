/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_EXPECT_H
#define PIPESCOPE_EXPECT_H

#include <stddef.h>
#include <stdint.h>

#include "commands/doctor/findings.h"

#define EXPECTATIONS_MAX	24
/* A quarter of a second is usually enough; a busy machine may need longer. */
#define PATIENCE_MSEC	5000

/**
 * struct expected - values that files of the module's directory should show
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
 * expect_number() - expect a file to show a number
 * @expected: the values; one is added
 * @want: the number
 * @path: the file, below the module's directory, as for printf(3)
 */
[[gnu::format(printf, 3, 4)]]
void expect_number(struct expected *expected, uintmax_t want, const char *path,
		   ...);

/**
 * expect_text() - expect a file to show a text
 * @expected: the values; one is added
 * @want: the text
 * @path: as for expect_number()
 */
[[gnu::format(printf, 3, 4)]]
void expect_text(struct expected *expected, const char *want, const char *path,
		 ...);

/**
 * expect_await() - wait until all files show what is expected
 * @expected: the values; a missing file counts as 0
 * @module: the module's directory
 * @msec: how long to wait
 * @why: filled in if a file shows a wrong value, otherwise empty; REASON_MAX
 *	bytes
 *
 * Return: RESULT_OK, RESULT_FAILED, or RESULT_NOT_CHECKED if the user may not
 * read a file
 */
enum check_result expect_await(const struct expected *expected, int module,
			       unsigned int msec, char *why);

#endif /* PIPESCOPE_EXPECT_H */
