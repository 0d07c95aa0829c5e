// SPDX-License-Identifier: GPL-2.0-only
/* Open files, as /proc/PID/fdinfo describes them. */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "read/fdinfo.h"
#include "read/file.h"
#include "read/status.h"
#include "xalloc.h"

/*
 * An epoll instance has one line per file; lines beyond this size are ignored.
 */
#define FDINFO_MAX 65536

static void read_fdinfo(int task, uintmax_t fd, char *text, size_t size)
{
	char path[32];

	snprintf(path, sizeof(path), "fdinfo/%ju", fd);
	file_read(task, path, text, size);
}

struct number fdinfo_open_flags(int task, uintmax_t fd)
{
	struct number flags = { 0 };
	const char *field;
	char text[256];

	read_fdinfo(task, fd, text, sizeof(text));
	field = status_field(text, "flags");
	flags.known = field && isdigit((unsigned char)*field);
	if (flags.known)
		flags.value = strtoumax(field, NULL, 8);
	return flags;
}

struct number fdinfo_process(int task, uintmax_t fd)
{
	char text[512];

	read_fdinfo(task, fd, text, sizeof(text));
	return status_number(text, "Pid");
}

size_t fdinfo_epoll(int task, uintmax_t fd, uintmax_t **fds)
{
	char *text = xcalloc(1, FDINFO_MAX);
	const char *line = text;
	uintmax_t value;
	size_t n = 0;

	*fds = NULL;
	read_fdinfo(task, fd, text, FDINFO_MAX);
	for (; line; line = strchr(line, '\n')) {
		line += *line == '\n';
		if (sscanf(line, "tfd: %ju", &value) != 1)
			continue;
		*fds = xgrow(*fds, n, sizeof(value));
		(*fds)[n++] = value;
	}
	free(text);
	return n;
}
