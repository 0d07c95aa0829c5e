/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_OUTCOME_H
#define PIPESCOPE_OUTCOME_H

#include <stdbool.h>

/**
 * enum relief_result - how an attempt to relieve a writer has ended
 * @RELEASED: the writer has gone on
 * @PLANNED: nothing was done, as was wished, and nothing speaks against it
 * @FAILED: something went wrong that is none of the following
 * @STILL_BLOCKED: it was done, and the writer waits as before
 * @BLOCKED_AGAIN: the writer went on, and waits again
 * @GONE: there is no such task any more
 * @NOT_BLOCKED: the task is not a stalled writer, or not any more
 * @CHANGED: it is another task, or another pipe
 * @NOT_PERMITTED: the user may not do it
 * @OVER_LIMIT: a limit on pipes is in the way
 * @UNSUITABLE: the writer cannot be helped in this way
 * @DECLINED: the user did not want it
 */
enum relief_result {
	RELEASED,
	PLANNED,
	FAILED,
	STILL_BLOCKED,
	BLOCKED_AGAIN,
	GONE,
	NOT_BLOCKED,
	CHANGED,
	NOT_PERMITTED,
	OVER_LIMIT,
	UNSUITABLE,
	DECLINED,
};

/**
 * struct outcome - a result, and why
 * @result: the result
 * @message: why, for people; without full stop
 */
struct outcome {
	enum relief_result result;
	char message[256];
};

/**
 * outcome_set() - set the outcome
 * @outcome: filled in
 * @result: the result
 * @format: as for printf(3)
 *
 * Return: false, for the caller to pass on
 */
[[gnu::format(printf, 3, 4)]]
bool outcome_set(struct outcome *outcome, enum relief_result result,
		 const char *format, ...);

/**
 * outcome_word() - a result's name in JSON
 * @result: the result
 *
 * Return: a word
 */
const char *outcome_word(enum relief_result result);

/**
 * outcome_status() - a result's exit status
 * @result: the result
 *
 * Return: 0 to 9
 */
int outcome_status(enum relief_result result);

#endif /* PIPESCOPE_OUTCOME_H */
