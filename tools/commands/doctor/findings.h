/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_FINDINGS_H
#define PIPESCOPE_FINDINGS_H

#include <stdbool.h>
#include <stddef.h>

/* The most checks that there are. */
#define FINDINGS_MAX	32
#define REASON_MAX	400

/**
 * enum check_result - the result of a check
 * @RESULT_OK: it has passed
 * @RESULT_FAILED: it has failed
 * @RESULT_NOT_CHECKED: it could not be made
 */
enum check_result {
	RESULT_OK,
	RESULT_FAILED,
	RESULT_NOT_CHECKED,
};

/**
 * struct finding - a check and its result
 * @check: the check's name
 * @result: its result
 * @reason: why, and what to do; printable ASCII, may be empty
 */
struct finding {
	const char *check;
	enum check_result result;
	char reason[REASON_MAX];
};

/**
 * struct findings - checks, in the order in which they are shown
 * @list: the checks
 * @n: how many
 */
struct findings {
	struct finding list[FINDINGS_MAX];
	size_t n;
};

/**
 * findings_add() - add a check
 * @findings: the list
 * @check: its name
 * @result: its result
 * @reason: why, as for printf(3); may hold any bytes or be empty
 */
[[gnu::format(printf, 4, 5)]]
void findings_add(struct findings *findings, const char *check,
		  enum check_result result, const char *reason, ...);

/**
 * findings_append() - add all checks of another list
 * @findings: the list
 * @more: the checks
 */
void findings_append(struct findings *findings, const struct findings *more);

/**
 * findings_first() - find the first check with a given result
 * @findings: the checks
 * @result: the result
 *
 * Return: the check, NULL if there is none
 */
const struct finding *findings_first(const struct findings *findings,
				     enum check_result result);

/**
 * findings_print() - print all checks and the conclusion
 * @findings: the checks
 * @json: as JSON
 */
void findings_print(const struct findings *findings, bool json);

/**
 * findings_status() - determine the exit status
 * @findings: the checks
 *
 * Return: 0 if all checks have passed, 1 if one has failed, otherwise 2
 */
int findings_status(const struct findings *findings);

#endif /* PIPESCOPE_FINDINGS_H */
