/* SPDX-License-Identifier: GPL-2.0-only */
/* Claims about plain functions; a program of them for each part of the tool. */
#ifndef CLAIM_H
#define CLAIM_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool claims_failed;

/* In TAP a # begins a directive, a new line a line. */
static inline void claim_print(const char *text)
{
	for (; *text; text++) {
		if (*text == '\n')
			fputs("\\n", stdout);
		else if (*text == '#')
			fputs("\\#", stdout);
		else
			putchar(*text);
	}
}

/**
 * claim() - claim that what a function makes of its input is as it should be
 * @name: what is tried
 * @input: what it was given, as people may read it
 * @got: what it made of it
 * @want: what it should have
 */
static inline void claim(const char *name, const char *input, const char *got,
			 const char *want)
{
	bool bad = strcmp(got, want);

	claims_failed |= bad;
	printf("%s - %s: ", bad ? "not ok" : "ok", name);
	claim_print(input);
	if (bad) {
		fputs("\n# got '", stdout);
		claim_print(got);
		fputs("', not '", stdout);
		claim_print(want);
		putchar('\'');
	}
	putchar('\n');
}

/* What main() returns after the last claim. */
static inline int claims_status(void)
{
	return claims_failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif /* CLAIM_H */
