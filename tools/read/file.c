// SPDX-License-Identifier: GPL-2.0-only
/* Small files, links and directories, all relative to a directory. */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

#include "read/file.h"
#include "xalloc.h"

ssize_t file_read(int dir, const char *path, char *buf, size_t size)
{
	size_t len = 0;
	ssize_t n = 0;
	int fd, rc = 0;

	buf[0] = '\0';
	fd = openat(dir, path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0)
		return -errno;
	do {
		len += n;
		n = read(fd, buf + len, size - 1 - len);
	} while (n > 0);
	if (n < 0)
		rc = -errno;
	close(fd);
	buf[len] = '\0';
	return rc ? rc : (ssize_t)len;
}

ssize_t file_read_line(int dir, const char *path, char *buf, size_t size)
{
	ssize_t len = file_read(dir, path, buf, size);

	if (len > 0 && buf[len - 1] == '\n')
		buf[--len] = '\0';
	return len;
}

ssize_t file_read_link(int dir, const char *path, char *buf, size_t size)
{
	ssize_t len = readlinkat(dir, path, buf, size - 1);

	buf[len < 0 ? 0 : len] = '\0';
	return len < 0 ? -errno : len;
}

int file_parse_number(const char *text, uintmax_t *value)
{
	char *end;

	if (!isdigit((unsigned char)*text))
		return -EINVAL;
	errno = 0;
	*value = strtoumax(text, &end, 10);
	if (*end == '\n')
		end++;
	return errno || *end ? -EINVAL : 0;
}

static int compare_numbers(const void *a, const void *b)
{
	uintmax_t x = *(const uintmax_t *)a, y = *(const uintmax_t *)b;

	return (x > y) - (x < y);
}

ssize_t file_list_numbers(int dir, const char *path, uintmax_t **numbers)
{
	struct dirent *entry;
	uintmax_t value;
	size_t n = 0;
	DIR *d;
	int fd;

	*numbers = NULL;
	fd = openat(dir, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	d = fd < 0 ? NULL : fdopendir(fd);
	if (!d)
		return -errno;
	while ((entry = readdir(d))) {
		if (file_parse_number(entry->d_name, &value))
			continue;
		*numbers = xgrow(*numbers, n, sizeof(value));
		(*numbers)[n++] = value;
	}
	closedir(d);
	if (n)
		qsort(*numbers, n, sizeof(value), compare_numbers);
	return n;
}
