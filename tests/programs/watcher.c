// SPDX-License-Identifier: GPL-2.0-only
/* Prints what the kernel tells those who wait for news. */
#include <err.h>
#include <fcntl.h>
#include <linux/netlink.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char usage[] =
"Usage: watcher poll FILE\n"
"       watcher uevents\n"
"\n"
"Prints a line for each poll(2) of a file in sysfs that returns, with what the\n"
"file shows then, the first one at once; or for each uevent, ACTION@PATH.\n";

static int watch_file(const char *path)
{
	struct pollfd file = { .fd = open(path, O_RDONLY), .events = POLLPRI };
	char text[64];
	ssize_t count;

	if (file.fd < 0)
		err(1, "%s", path);
	do {
		count = pread(file.fd, text, sizeof(text), 0);
		if (count < 0)
			err(1, "%s", path);
		fwrite(text, 1, count, stdout);
		fflush(stdout);
	} while (poll(&file, 1, -1) == 1);
	err(1, "poll");
}

static int watch_uevents(void)
{
	const struct sockaddr_nl address = { .nl_family = AF_NETLINK, .nl_groups = 1 };
	int fd = socket(AF_NETLINK, SOCK_DGRAM, NETLINK_KOBJECT_UEVENT);
	char message[4096];

	if (fd < 0 || bind(fd, (const struct sockaddr *)&address, sizeof(address)))
		err(1, "netlink");
	puts("begun");
	fflush(stdout);
	while (recv(fd, message, sizeof(message) - 1, 0) > 0) {
		/* The first of several strings. */
		message[sizeof(message) - 1] = '\0';
		puts(message);
		fflush(stdout);
	}
	err(1, "netlink");
}

int main(int argc, char **argv)
{
	if (argc == 3 && !strcmp(argv[1], "poll"))
		return watch_file(argv[2]);
	if (argc == 2 && !strcmp(argv[1], "uevents"))
		return watch_uevents();
	fputs(usage, stderr);
	return 2;
}
