// SPDX-License-Identifier: GPL-2.0-only
#include <fcntl.h>
#include <unistd.h>

#include "../pass-fd.h"
#include "worker.h"

bool do_send(struct worker *worker)
{
	unsigned int number = random_next(&worker->random);
	int fd = ends_pick(&worker->ends, END_READ | END_WRITE, number);

	if (fd < 0)
		return false;
	return pass_fd(worker->outbox, fd);
}

static unsigned int good_for(int fd)
{
	switch (fcntl(fd, F_GETFL) & O_ACCMODE) {
	case O_RDONLY:
		return END_READ;
	case O_WRONLY:
		return END_WRITE;
	default:
		return END_READ | END_WRITE;
	}
}

bool do_receive(struct worker *worker)
{
	unsigned int number = random_next(&worker->random);
	int fd = receive_fd(worker->inbox);

	if (fd < 0)
		return false;
	if (number % 4) {
		ends_make_room(&worker->ends, 1, number);
		ends_add(&worker->ends, fd, good_for(fd));
	} else {
		close(fd);
	}
	return true;
}

/* Nothing is left in flight. */
void passing_drain(struct worker *worker)
{
	int fd;

	while ((fd = receive_fd(worker->inbox)) >= 0)
		close(fd);
}
