// SPDX-License-Identifier: GPL-2.0-only
/* Replaces a file atomically. */
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "commands/export/replace.h"
#include "xalloc.h"

/* The template of mkstemp(3). */
#define ANY "XXXXXX"
/* An export that takes this long was killed. */
#define LEFT_SECONDS 3600

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

static bool fill_file(int fd, const char *text, size_t size)
{
	return write_all(fd, text, size) && !fchmod(fd, 0644) && !fsync(fd);
}

/* Returns the length of a path's directory part. */
static size_t directory_length(const char *path)
{
	return basename(path) - path;
}

/* Hidden and without a suffix, so that collectors ignore it. */
static char *temporary_name(const char *path)
{
	size_t dir = directory_length(path);
	char *name;

	if (asprintf(&name, "%.*s.%s.pipescope-" ANY, (int)dir, path,
		     path + dir) < 0)
		err(exit_failure, "out of memory");
	return name;
}

/* Whether a file is left from an export that did not finish. */
static bool is_left(int dir, const char *name, const char *temporary)
{
	size_t same = strlen(temporary) - strlen(ANY);
	struct stat status;

	return strlen(name) == strlen(temporary) &&
	       !strncmp(name, temporary, same) &&
	       !fstatat(dir, name, &status, AT_SYMLINK_NOFOLLOW) &&
	       S_ISREG(status.st_mode) && status.st_uid == geteuid() &&
	       time(NULL) - status.st_mtime > LEFT_SECONDS;
}

/* Killed exports leave files behind, under cron up to one each minute. */
static void remove_left(const char *temporary)
{
	size_t len = directory_length(temporary);
	char *path = strndup(temporary, len);
	DIR *dir = path ? opendir(len ? path : ".") : NULL;
	struct dirent *entry;

	free(path);
	if (!dir)
		return;
	while ((entry = readdir(dir)))
		if (is_left(dirfd(dir), entry->d_name, temporary + len))
			unlinkat(dirfd(dir), entry->d_name, 0);
	closedir(dir);
}

void replace_begin(struct replacement *file, const char *path)
{
	file->path = path;
	file->exists = !lstat(path, &file->before);
	if (!file->exists && errno != ENOENT)
		err(exit_failure, "cannot write %s", path);
	/* A device, for instance, must not be replaced. */
	if (file->exists && !S_ISREG(file->before.st_mode))
		errx(exit_failure, "cannot write %s: not a regular file", path);
}

static bool is_another(const struct replacement *file)
{
	const struct stat *before = &file->before;
	struct stat now;

	if (lstat(file->path, &now))
		return false;
	return !file->exists || now.st_dev != before->st_dev ||
	       now.st_ino != before->st_ino ||
	       now.st_mtim.tv_sec != before->st_mtim.tv_sec ||
	       now.st_mtim.tv_nsec != before->st_mtim.tv_nsec;
}

void replace_end(const struct replacement *file, const char *text, size_t size)
{
	char *name = temporary_name(file->path);
	bool another = false;
	sigset_t all, before;
	int fd, problem = 0;

	/* No signal may leave the file behind, not even SIGXFSZ. */
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	remove_left(name);
	fd = mkstemp(name);
	if (fd < 0)
		err(exit_failure, "cannot write %s", file->path);
	if (!fill_file(fd, text, size))
		problem = errno;
	if (close(fd) && !problem)
		problem = errno;
	another = !problem && is_another(file);
	if (!problem && !another && rename(name, file->path))
		problem = errno;
	if (problem || another)
		unlink(name);
	errno = problem;
	if (problem)
		err(exit_failure, "cannot write %s", file->path);
	if (another)
		errx(exit_failure,
		     "cannot write %s: another process has replaced it",
		     file->path);
	sigprocmask(SIG_SETMASK, &before, NULL);
	free(name);
}
