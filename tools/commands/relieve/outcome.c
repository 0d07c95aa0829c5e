// SPDX-License-Identifier: GPL-2.0-only
/* Results of relieve: JSON words and exit statuses. */
#include <stdarg.h>
#include <stdio.h>

#include "commands/relieve/outcome.h"

static const struct {
	const char *word;
	int status;
} results[] = {
	[RELEASED] = { "released", 0 },
	[PLANNED] = { "planned", 0 },
	[FAILED] = { "failed", 1 },
	[STILL_BLOCKED] = { "still-blocked", 2 },
	[BLOCKED_AGAIN] = { "blocked-again", 2 },
	[GONE] = { "gone", 3 },
	[NOT_BLOCKED] = { "not-blocked", 4 },
	[CHANGED] = { "changed", 5 },
	[NOT_PERMITTED] = { "not-permitted", 6 },
	[OVER_LIMIT] = { "over-limit", 7 },
	[UNSUITABLE] = { "unsuitable", 8 },
	[DECLINED] = { "declined", 9 },
};

bool outcome_set(struct outcome *outcome, enum relief_result result,
		 const char *format, ...)
{
	va_list arguments;

	outcome->result = result;
	va_start(arguments, format);
	vsnprintf(outcome->message, sizeof(outcome->message), format,
		  arguments);
	va_end(arguments);
	return false;
}

const char *outcome_word(enum relief_result result)
{
	return results[result].word;
}

int outcome_status(enum relief_result result)
{
	return results[result].status;
}
