/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_OUTCOME_H
#define PIPESCOPE_OUTCOME_H

#include <stdbool.h>

/**
 * enum relief_result - result of an attempt to relieve a writer
 * @RELEASED: the writer has unblocked
 * @PLANNED: nothing was done, as requested, but it is possible
 * @FAILED: any failure other than those below
 * @STILL_BLOCKED: the pipe was changed, but the writer is still blocked
 * @BLOCKED_AGAIN: the writer unblocked, and has blocked again
 * @GONE: the task no longer exists
 * @NOT_BLOCKED: the task is not, or no longer, a stalled writer
 * @CHANGED: it is another task, or another pipe
 * @NOT_PERMITTED: the user lacks permission
 * @OVER_LIMIT: a limit on pipes would be exceeded
 * @UNSUITABLE: the writer cannot be relieved in this way
 * @DECLINED: the user declined
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
 * @message: why, for people; without a full stop
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
 * outcome_word() - a result's word in JSON
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
