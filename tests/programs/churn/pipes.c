// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "churn.h"
#include "shared.h"
#include "worker.h"

/* linux/watch_queue.h cannot be included beside fcntl.h. */
#define O_NOTIFICATION_PIPE O_EXCL
#define IOC_WATCH_QUEUE_SET_SIZE _IO('W', 0x60)

#define PAGE 4096
#define DEFAULT_SLOTS 16

static bool make_pipe(struct worker *worker, int flags)
{
	unsigned int number = random_next(&worker->random);
	int ends[2];

	flags |= O_NONBLOCK | (number & 1 ? O_CLOEXEC : 0);
	ends_make_room(&worker->ends, 2, number);
	if (pipe2(ends, flags)) {
		if (errno == ENFILE)
			atomic_fetch_add(&shared->refused, 1);
		return false;
	}
	if (fcntl(ends[0], F_GETPIPE_SZ) < DEFAULT_SLOTS * PAGE)
		atomic_fetch_add(&shared->shrunk, 1);
	ends_add(&worker->ends, ends[0], END_READ);
	ends_add(&worker->ends, ends[1], END_WRITE);
	return true;
}

bool do_pipe(struct worker *worker)
{
	return make_pipe(worker, 0);
}

bool do_packet_pipe(struct worker *worker)
{
	return make_pipe(worker, O_DIRECT);
}

bool do_notification_pipe(struct worker *worker)
{
	return make_pipe(worker, O_NOTIFICATION_PIPE);
}

bool do_fifo(struct worker *worker)
{
	static const struct {
		int flags;
		unsigned int good_for;
	} ways[] = {
		{ O_RDWR, END_READ | END_WRITE },
		{ O_RDONLY, END_READ },
		{ O_WRONLY, END_WRITE },
	};
	unsigned int number = random_next(&worker->random);
	unsigned int way = random_below(&worker->random, 3);
	int fd;

	ends_make_room(&worker->ends, 1, number);
	fd = fifos_open(number, ways[way].flags | O_NONBLOCK);
	if (fd >= 0)
		ends_add(&worker->ends, fd, ways[way].good_for);
	return fd >= 0;
}

bool do_resize(struct worker *worker)
{
	unsigned int number = random_next(&worker->random);
	unsigned int slots = 1U << random_below(&worker->random, 7);
	int fd = ends_pick(&worker->ends, END_READ | END_WRITE, number);

	if (fd < 0)
		return false;
	if (fcntl(fd, F_SETPIPE_SZ, slots * PAGE) >= 0)
		return true;
	if (errno == EPERM)
		atomic_fetch_add(&shared->unresized, 1);
	return false;
}

/* Only pipes made with O_NOTIFICATION_PIPE can have it. */
bool do_resize_queue(struct worker *worker)
{
	unsigned int notes = 1 + random_below(&worker->random, 500);
	unsigned int i;

	for (i = 0; i < worker->ends.count; i++) {
		if (!ioctl(worker->ends.end[i].fd, IOC_WATCH_QUEUE_SET_SIZE, notes))
			return true;
	}
	return false;
}

bool do_dup(struct worker *worker)
{
	unsigned int number = random_next(&worker->random);
	unsigned int good_for = random_below(&worker->random, 2) ? END_READ : END_WRITE;
	int fd;

	ends_make_room(&worker->ends, 1, number);
	fd = dup(ends_pick(&worker->ends, good_for, number));
	if (fd >= 0)
		ends_add(&worker->ends, fd, good_for);
	return fd >= 0;
}

bool do_close(struct worker *worker)
{
	return ends_close(&worker->ends, random_next(&worker->random));
}
