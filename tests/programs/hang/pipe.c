// SPDX-License-Identifier: GPL-2.0-only
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hang.h"

void pipe_open(int ends[2])
{
	if (pipe(ends))
		err(1, "pipe");
}

static int received = -1;

/* What is read from now on is kept in a file. */
void pipe_keep(const char *path)
{
	if (!path)
		return;
	received = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0666);
	if (received < 0)
		err(1, "%s", path);
}

/* Reads what is there now. */
void pipe_drain(int fd)
{
	char buffer[4096];
	ssize_t count;
	int queued;

	while (!ioctl(fd, FIONREAD, &queued) && queued > 0) {
		count = read(fd, buffer, sizeof(buffer));
		if (count <= 0)
			return;
		if (received >= 0 && write(received, buffer, count) != count)
			err(1, "write");
	}
}

/* /proc belongs to the pid namespace that it was mounted in, the initial one. */
pid_t pipe_host_pid(void)
{
	char text[16] = "";

	if (readlink("/proc/self", text, sizeof(text) - 1) < 0)
		err(1, "/proc/self");
	return atoi(text);
}

static unsigned int pid_namespace(void)
{
	struct stat status;

	if (stat("/proc/self/ns/pid", &status))
		err(1, "/proc/self/ns/pid");
	return status.st_ino;
}

void pipe_print_facts(int fd, size_t bytes, pid_t reader)
{
	char comm[16];
	struct stat status;
	long slots = fcntl(fd, F_GETPIPE_SZ) / sysconf(_SC_PAGESIZE);

	prctl(PR_GET_NAME, comm);
	if (fstat(fd, &status))
		err(1, "fstat");
	printf("pid=%d comm='%s' namespace=%u uid=%u ", pipe_host_pid(), comm, pid_namespace(),
	       getuid());
	printf("fd=%d inode=%lu slots=%ld bytes=%zu reader=%d\n", fd, (unsigned long)status.st_ino,
	       slots, bytes, reader);
	fflush(stdout);
}

/* No two lines are the same: what is missing, or in the wrong place, shows. */
static char *crash_text(size_t bytes)
{
	static const char format[] = "goroutine %8zu: stack exceeds 1000000000-byte limit\n";
	char *text = malloc(bytes + sizeof(format) + 20);
	size_t length = 0;
	size_t line = 0;

	if (!text)
		err(1, "malloc");
	while (length < bytes)
		length += sprintf(text + length, format, line++);
	return text;
}

void pipe_write_crash(int fd, size_t bytes)
{
	char *text = crash_text(bytes);
	size_t done = 0;
	ssize_t count;

	while (done < bytes) {
		count = write(fd, text + done, bytes - done);
		if (count >= 0)
			done += count;
		else if (errno != EINTR)
			err(1, "write");
	}
	free(text);
}
