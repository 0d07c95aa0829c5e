// SPDX-License-Identifier: GPL-2.0-only
#include <err.h>
#include <fcntl.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "hang.h"

/* The pipes stay open: they are what uses up the limit. */
void quota_exceed(void)
{
	int ends[2];
	int size = 0;
	int full;

	do {
		if (pipe(ends))
			err(1, "pipe");
		full = size;
		size = fcntl(ends[1], F_GETPIPE_SZ);
	} while (size >= full);
}

void quota_exceed_elsewhere(uid_t uid)
{
	int ready = eventfd(0, 0);
	eventfd_t count;

	if (ready < 0)
		err(1, "eventfd");
	if (!process_fork(true)) {
		process_become("pipe-holder", uid);
		quota_exceed();
		if (eventfd_write(ready, 1))
			err(1, "eventfd");
		for (;;)
			pause();
	}
	if (eventfd_read(ready, &count))
		err(1, "eventfd");
	close(ready);
}
