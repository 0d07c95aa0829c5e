// SPDX-License-Identifier: GPL-2.0-only
#include <err.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "block.h"

static void set_nonblocking(int fd, bool on)
{
	int flags = fcntl(fd, F_GETFL);

	if (flags < 0 || fcntl(fd, F_SETFL, on ? flags | O_NONBLOCK : flags & ~O_NONBLOCK))
		err(1, "fcntl");
}

/* Until not one byte more fits in. */
void pipe_fill(int fd)
{
	static const char data[4096];
	size_t size = sizeof(data);

	set_nonblocking(fd, true);
	while (size) {
		if (write(fd, data, size) < 0)
			size /= 2;
	}
	set_nonblocking(fd, false);
}

/* Reads what there is. Returns false at the end of the file. */
bool pipe_drain(int fd)
{
	char data[4096];
	ssize_t count;

	set_nonblocking(fd, true);
	do {
		count = read(fd, data, sizeof(data));
	} while (count > 0);
	return count < 0;
}

/* Returns how many are in it. */
int pipe_bytes(int fd)
{
	int bytes;

	if (ioctl(fd, FIONREAD, &bytes))
		err(1, "FIONREAD");
	return bytes;
}

static void make(struct scene *scene, int flags)
{
	if (pipe2(scene->ends, flags))
		err(1, "pipe");
	pipe_fill(scene->ends[1]);
}

void pipe_make(struct scene *scene)
{
	make(scene, 0);
}

void pipe_make_packets(struct scene *scene)
{
	make(scene, O_DIRECT);
}

/* For a page. */
void pipe_make_with_room(struct scene *scene)
{
	char data[4096];

	make(scene, 0);
	if (read(scene->ends[0], data, sizeof(data)) != sizeof(data))
		err(1, "read");
}

static void fifo_make(struct scene *scene, int partner)
{
	*scene = (struct scene) { .ends = { -1, -1 }, .fifo = "block.fifo", .partner = partner };
	unlink(scene->fifo);
	if (mkfifo(scene->fifo, 0600))
		err(1, "%s", scene->fifo);
}

void fifo_make_to_write(struct scene *scene)
{
	fifo_make(scene, O_RDONLY);
}

void fifo_make_to_read(struct scene *scene)
{
	fifo_make(scene, O_WRONLY);
}
