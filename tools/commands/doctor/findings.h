/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_FINDINGS_H
#define PIPESCOPE_FINDINGS_H

#include <stdbool.h>
#include <stddef.h>

/* There are no more checks. */
#define FINDINGS_MAX	32
#define REASON_MAX	400

/**
 * enum check_result - what came of a check
 * @RESULT_OK: it is as it should be
 * @RESULT_FAILED: it is not
 * @RESULT_NOT_CHECKED: nobody knows
 */
enum check_result {
	RESULT_OK,
	RESULT_FAILED,
	RESULT_NOT_CHECKED,
};

/**
 * struct finding - a check and what came of it
 * @check: the check's name
 * @result: what came of it
 * @reason: why, and what to do; printable ASCII, empty if there is nothing to say
 */
struct finding {
	const char *check;
	enum check_result result;
	char reason[REASON_MAX];
};

/**
 * struct findings - checks in the order in which they are to be shown
 * @list: the checks
 * @n: how many
 */
struct findings {
	struct finding list[FINDINGS_MAX];
	size_t n;
};

/**
 * findings_add() - add a check
 * @findings: where to
 * @check: its name
 * @result: what came of it
 * @reason: why, as for printf(3); may have any bytes, "" for nothing to say
 */
[[gnu::format(printf, 4, 5)]]
void findings_add(struct findings *findings, const char *check,
		  enum check_result result, const char *reason, ...);

/**
 * findings_append() - add all checks of another list
 * @findings: where to
 * @more: the checks
 */
void findings_append(struct findings *findings, const struct findings *more);

/**
 * findings_first() - find the first check of a result
 * @findings: the checks
 * @result: the result
 *
 * Return: the check, NULL if there is none
 */
const struct finding *findings_first(const struct findings *findings,
				     enum check_result result);

/**
 * findings_print() - write all, and what is to be made of them
 * @findings: the checks
 * @json: as JSON
 */
void findings_print(const struct findings *findings, bool json);

/**
 * findings_status() - tell the exit status
 * @findings: the checks
 *
 * Return: 0 if all is as it should be, 1 if something is not, otherwise 2
 */
int findings_status(const struct findings *findings);

#endif /* PIPESCOPE_FINDINGS_H */
