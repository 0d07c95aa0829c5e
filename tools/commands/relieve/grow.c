// SPDX-License-Identifier: GPL-2.0-only
/* Makes the pipe larger, which loses no data. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "commands/relieve/grow.h"
#include "commands/relieve/limits.h"
#include "commands/relieve/release.h"
#include "commands/relieve/size.h"

static bool choose_size(struct relief *relief, const struct limits *limits)
{
	uintmax_t before = relief->before;

	relief->after = relief->wish ? size_round(relief->wish) :
			size_choose(&relief->target, before, limits);
	if (relief->after <= before)
		return outcome_set(&relief->outcome, UNSUITABLE,
				   "the pipe already has %ju bytes: %ju would not help",
				   before, relief->after);
	if (relief->after > SIZE_MAX_BYTES)
		return outcome_set(&relief->outcome, OVER_LIMIT,
				   "the kernel creates no pipe of %ju bytes",
				   relief->after);
	return limits_allow(limits, before, relief->after, &relief->outcome);
}

bool grow_plan(struct relief *relief)
{
	struct limits limits;
	int before;

	if (!end_to_write(&relief->end, &relief->target, &relief->host,
			  &relief->outcome))
		return false;
	before = fcntl(relief->end.fd, F_GETPIPE_SZ);
	close(relief->end.fd);
	if (before <= 0)
		return outcome_set(&relief->outcome, FAILED,
				   "cannot read the pipe's size");
	relief->before = before;
	limits_read(&limits, &relief->host, relief->target.uid);
	return choose_size(relief, &limits);
}

static bool resize_refused(struct relief *relief, int error)
{
	struct limits limits;

	if (error != EPERM)
		return outcome_set(&relief->outcome,
				   error == EBUSY ? UNSUITABLE : FAILED,
				   "cannot make the pipe larger: %s",
				   strerror(error));
	limits_read(&limits, &relief->host, relief->target.uid);
	return limits_explain(&limits, relief->before, relief->after,
			      &relief->outcome);
}

/* From here on the pipe is open, so it can no longer be replaced by another. */
static bool grow_pipe(struct relief *relief)
{
	int size, error;

	if (!end_to_write(&relief->end, &relief->target, &relief->host,
			  &relief->outcome)) {
		/* A change of the writer may be the reason. */
		target_check(&relief->target, &relief->host, &relief->outcome);
		return false;
	}
	if (!target_check(&relief->target, &relief->host, &relief->outcome)) {
		close(relief->end.fd);
		return false;
	}
	size = fcntl(relief->end.fd, F_SETPIPE_SZ, (unsigned int)relief->after);
	error = errno;
	close(relief->end.fd);
	if (size < 0)
		return resize_refused(relief, error);
	relief->done = true;
	relief->after = size;
	return true;
}

void grow_do(struct relief *relief)
{
	if (grow_pipe(relief))
		relief_conclude(relief,
				release_await(&relief->target, &relief->host,
					      relief->timeout));
}
