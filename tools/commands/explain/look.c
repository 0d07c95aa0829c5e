// SPDX-License-Identifier: GPL-2.0-only
/* Takes a second look at a writer, to see whether its pipe is being read. */
#include <errno.h>
#include <unistd.h>

#include "commands/explain/look.h"

static bool is_less(struct number now, struct number before)
{
	return now.known && before.known && now.value < before.value;
}

void look_again(const struct host *host, struct writer_facts *facts)
{
	int dir = sysfs_open(host->module, "writers", facts->writer->tid);
	struct number bytes, usec;

	if (dir < 0 || sysfs_number(dir, "bytes_used", &bytes) == -ENODEV)
		facts->gone = true;
	if (dir < 0)
		return;
	sysfs_number(dir, "blocked_usec", &usec);
	close(dir);
	/*
	 * Writers only add data, so fewer bytes mean that a reader has taken
	 * some. If another wait has begun, the previous one found room.
	 */
	facts->evidence.moved = is_less(bytes, facts->pipe.bytes_used) ||
				is_less(usec, facts->writer->usec);
	for (size_t i = 0; i < facts->n_readers; i++)
		facts->readers[i].sight.has_read =
			facts->readers[i].candidate->has_read;
}
