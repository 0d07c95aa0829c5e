// SPDX-License-Identifier: GPL-2.0-only
/* Many descriptors of one pipe, and a long queue of those who wait for room. */
#include <err.h>
#include <stdio.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "descriptors.h"
#include "options.h"

int main(int argc, char **argv)
{
	struct epoll_event event = { .events = EPOLLOUT };
	unsigned long descriptors, polled, i;
	int ends[2], set, fd;

	if (argc != 3)
		errx(2, "Usage: duplicates DESCRIPTORS POLLED (in an epoll set, of these)");
	descriptors = parse_number(argv[1]);
	polled = parse_number(argv[2]);

	raise_descriptor_limit();
	set = epoll_create1(0);
	if (set < 0 || pipe(ends))
		err(1, "epoll, pipe");
	for (i = 0; i < descriptors; i++) {
		fd = dup(ends[1]);
		if (fd < 0 || (i < polled && epoll_ctl(set, EPOLL_CTL_ADD, fd, &event)))
			err(1, "descriptor %lu", i);
	}
	printf("pid=%d\n", getpid());
	fflush(stdout);
	for (;;)
		pause();
}
