// SPDX-License-Identifier: GPL-2.0-only
/* A file that is replaced at once. */
#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands/export/replace.h"
#include "xalloc.h"

/* Returns false, errno being set. */
static bool write_all(int fd, const char *text, size_t size)
{
	while (size) {
		ssize_t n = write(fd, text, size);

		if (n < 0)
			return false;
		text += n;
		size -= n;
	}
	return true;
}

static bool fill(int fd, const char *text, size_t size)
{
	return write_all(fd, text, size) && !fchmod(fd, 0644) && !fsync(fd);
}

/* Hidden, and without an ending: nobody takes it for what it is to become. */
static char *temporary_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	int dir = slash ? slash + 1 - path : 0;
	char *name;

	if (asprintf(&name, "%.*s.%s.XXXXXX", dir, path, path + dir) < 0)
		err(exit_failure, "out of memory");
	return name;
}

/* A device, say, is not to be replaced. */
static void check_kind(const char *path)
{
	struct stat status;

	if (lstat(path, &status)) {
		if (errno != ENOENT)
			err(exit_failure, "cannot write %s", path);
	} else if (!S_ISREG(status.st_mode)) {
		errx(exit_failure, "cannot write %s: not a regular file", path);
	}
}

void replace_file(const char *path, const char *text, size_t size)
{
	char *name = temporary_name(path);
	sigset_t all, before;
	int fd, problem = 0;

	check_kind(path);
	/* Also a signal is to leave nothing, be it that of a file size limit. */
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	fd = mkstemp(name);
	if (fd < 0)
		err(exit_failure, "cannot write %s", path);
	if (!fill(fd, text, size))
		problem = errno;
	if (close(fd) && !problem)
		problem = errno;
	if (!problem && rename(name, path))
		problem = errno;
	if (problem) {
		unlink(name);
		errno = problem;
		err(exit_failure, "cannot write %s", path);
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	free(name);
}
