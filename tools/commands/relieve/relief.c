// SPDX-License-Identifier: GPL-2.0-only
/* The outcome after the pipe was changed. */
#include "commands/relieve/relief.h"

void relief_conclude(struct relief *relief, enum progress progress)
{
	struct outcome *outcome = &relief->outcome;

	if (progress == DEAD)
		outcome_set(outcome, RELEASED, "it has unblocked and exited");
	else if (progress == STOPPED)
		outcome_set(outcome, STILL_BLOCKED, "it has been stopped");
	else if (progress != WAITING)
		outcome_set(outcome, RELEASED, "it has unblocked");
	else if (target_waits(&relief->target))
		outcome_set(outcome, STILL_BLOCKED, "it is still blocked");
	else
		outcome_set(outcome, BLOCKED_AGAIN,
			    "it unblocked, and has blocked again");
}
