// SPDX-License-Identifier: GPL-2.0-only
#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/uio.h>
#include <unistd.h>

#include "churn.h"
#include "worker.h"

static char data[65536];

static int pick(struct worker *worker, unsigned int good_for)
{
	return ends_pick(&worker->ends, good_for, random_next(&worker->random));
}

static size_t length(struct worker *worker)
{
	return 1 + random_below(&worker->random, sizeof(data));
}

bool do_write(struct worker *worker)
{
	size_t bytes = length(worker);

	return write(pick(worker, END_WRITE), data, bytes) > 0;
}

bool do_read(struct worker *worker)
{
	size_t bytes = length(worker);

	return read(pick(worker, END_READ), data, bytes) > 0;
}

bool do_splice(struct worker *worker)
{
	size_t bytes = length(worker);
	int from = pick(worker, END_READ);
	int to = pick(worker, END_WRITE);

	return splice(from, NULL, to, NULL, bytes, SPLICE_F_NONBLOCK) > 0;
}

bool do_tee(struct worker *worker)
{
	size_t bytes = length(worker);
	int from = pick(worker, END_READ);
	int to = pick(worker, END_WRITE);

	return tee(from, to, bytes, SPLICE_F_NONBLOCK) > 0;
}

bool do_vmsplice(struct worker *worker)
{
	const struct iovec part = { data, length(worker) };

	return vmsplice(pick(worker, END_WRITE), &part, 1, SPLICE_F_NONBLOCK) > 0;
}

/*
 * Older kernels take it through a pipe that belongs to the task until its end,
 * and newer ones where it goes to a notification pipe.
 */
bool do_sendfile_to_pipe(struct worker *worker)
{
	size_t bytes = length(worker);
	off_t start = 0;

	return sendfile(pick(worker, END_WRITE), worker->file, &start, bytes) > 0;
}

/* All kernels take this through such a pipe. */
bool do_sendfile_to_file(struct worker *worker)
{
	size_t bytes = length(worker);
	off_t start = 0;

	lseek(worker->file, 0, SEEK_SET);
	return sendfile(worker->file, worker->file, &start, bytes) > 0;
}
