// SPDX-License-Identifier: GPL-2.0-only
/* The outcome, by what the writer does after the pipe was changed. */
#include "commands/relieve/relief.h"

void relief_conclude(struct relief *relief, enum progress progress)
{
	struct outcome *outcome = &relief->outcome;

	if (progress == DEAD)
		outcome_set(outcome, RELEASED, "it has gone on, and ended");
	else if (progress == STOPPED)
		outcome_set(outcome, STILL_BLOCKED, "it was stopped meanwhile");
	else if (progress != WAITING)
		outcome_set(outcome, RELEASED, "it has gone on");
	else if (target_waits(&relief->target))
		outcome_set(outcome, STILL_BLOCKED, "it is blocked as before");
	else
		outcome_set(outcome, BLOCKED_AGAIN,
			    "it went on, and is blocked again");
}
