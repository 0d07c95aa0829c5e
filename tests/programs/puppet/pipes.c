// SPDX-License-Identifier: GPL-2.0-only
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "puppet.h"

static int ends[MAX_ENDS];
static unsigned int nr_ends;

void ends_add(int fd)
{
	if (nr_ends == MAX_ENDS)
		errx(1, "more than %u ends", MAX_ENDS);
	ends[nr_ends++] = fd;
}

int ends_get(unsigned int number)
{
	if (number >= nr_ends)
		errx(2, "there is no end %u", number);
	return ends[number];
}

bool step_pipe(const char *arguments)
{
	unsigned long count = 1;
	unsigned long unused;
	int pair[2];

	parse_numbers(arguments, &count, &unused);
	while (count--) {
		if (pipe(pair))
			return false;
		ends_add(pair[0]);
		ends_add(pair[1]);
	}
	return true;
}

bool step_packets(const char *arguments)
{
	int pair[2];

	(void)arguments;
	if (pipe2(pair, O_DIRECT))
		return false;
	ends_add(pair[0]);
	ends_add(pair[1]);
	return true;
}

bool step_fifo(const char *arguments)
{
	int fd;

	if (mkfifo(arguments, 0666) && errno != EEXIST)
		return false;
	fd = open(arguments, O_RDWR);
	if (fd >= 0)
		ends_add(fd);
	return fd >= 0;
}

bool step_resize(const char *arguments)
{
	unsigned long end = 0;
	unsigned long bytes = 65536;

	parse_numbers(arguments, &end, &bytes);
	return fcntl(ends_get(end), F_SETPIPE_SZ, bytes) >= 0;
}

bool step_write(const char *arguments)
{
	unsigned long end = 1;
	unsigned long bytes = 1;
	ssize_t count;
	char *data;

	parse_numbers(arguments, &end, &bytes);
	data = calloc(1, bytes);
	if (!data)
		err(1, "calloc");
	count = write(ends_get(end), data, bytes);
	free(data);
	return count == (ssize_t)bytes;
}

bool step_sip(const char *arguments)
{
	int fd = ends_get(strtoul(arguments, NULL, 10));
	char byte;

	while (read(fd, &byte, 1) == 1)
		usleep(20000);
	return false;
}

bool step_read(const char *arguments)
{
	static char data[65536];
	unsigned long end = 0;
	unsigned long bytes = 1;

	parse_numbers(arguments, &end, &bytes);
	errno = 0;
	return read(ends_get(end), data, sizeof(data)) == (ssize_t)bytes;
}

bool step_close(const char *arguments)
{
	unsigned long end = 0;
	unsigned long count = 1;

	parse_numbers(arguments, &end, &count);
	while (count--) {
		if (close(ends_get(end++)))
			return false;
	}
	return true;
}

/* It belongs to the task until its end. */
bool step_internal(const char *arguments)
{
	char path[] = "/tmp/puppet-XXXXXX";
	int fd = mkstemp(path);
	off_t start = 0;

	(void)arguments;
	if (fd < 0 || unlink(path) || ftruncate(fd, 4096))
		err(1, "%s", path);
	if (sendfile(fd, fd, &start, 1) != 1)
		return false;
	return !close(fd);
}
