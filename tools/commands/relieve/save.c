// SPDX-License-Identifier: GPL-2.0-only
/* Saves data to disk. */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <string.h>
#include <unistd.h>

#include "commands/relieve/save.h"
#include "xalloc.h"

static bool save_fail(struct outcome *outcome, const char *path)
{
	return outcome_set(outcome, FAILED, "%.128s: %s", path,
			   strerror(errno));
}

static int open_directory(const char *path)
{
	char *copy = xstrdup(path);
	int fd = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	free(copy);
	return fd;
}

bool save_possible(const char *path, struct outcome *outcome)
{
	int dir = open_directory(path);
	bool possible = dir >= 0 && !faccessat(dir, ".", W_OK, AT_EACCESS);

	if (dir >= 0)
		close(dir);
	if (!possible)
		return save_fail(outcome, path);
	if (!faccessat(AT_FDCWD, path, F_OK, AT_SYMLINK_NOFOLLOW))
		errno = EEXIST;
	return errno == ENOENT || save_fail(outcome, path);
}

bool save_open(struct save *save, const char *path, struct outcome *outcome)
{
	int dir;

	*save = (struct save){ .path = path };
	save->fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (save->fd < 0)
		return save_fail(outcome, path);
	/* The directory entry must be on disk as well to survive a crash. */
	dir = open_directory(path);
	if (dir >= 0 && !fsync(dir)) {
		close(dir);
		return true;
	}
	save_fail(outcome, path);
	if (dir >= 0)
		close(dir);
	save_close(save);
	return false;
}

static bool write_all(const struct save *save, off_t offset, const char *data,
		      size_t size)
{
	size_t done = 0;
	ssize_t n;

	while (done < size) {
		n = pwrite(save->fd, data + done, size - done, offset + done);
		if (n < 0 && errno != EINTR)
			return false;
		done += n > 0 ? n : 0;
	}
	return true;
}

bool save_put(struct save *save, off_t offset, const char *data, size_t size,
	      struct outcome *outcome)
{
	/* Truncating first would free space that another process could take. */
	if (!write_all(save, offset, data, size) ||
	    ftruncate(save->fd, offset + size))
		return save_fail(outcome, save->path);
	save->size = offset + size;
	return !fsync(save->fd) || save_fail(outcome, save->path);
}

void save_cut(struct save *save, off_t size, struct outcome *outcome)
{
	if (ftruncate(save->fd, size))
		save_fail(outcome, save->path);
	else
		save->size = size;
}

void save_close(const struct save *save)
{
	close(save->fd);
	if (!save->size)
		unlink(save->path);
}
