// SPDX-License-Identifier: GPL-2.0-only
/* The module's directory: files hold numbers, directories stand for objects. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "read/file.h"
#include "read/sysfs.h"
#include "xalloc.h"

#define OBJECT_PATH_MAX 64

int sysfs_number(int dir, const char *path, struct number *number)
{
	char text[32];
	ssize_t rc;

	*number = (struct number){ 0 };
	rc = file_read(dir, path, text, sizeof(text));
	if (rc < 0)
		return (int)rc;
	rc = file_parse_number(text, &number->value);
	number->known = !rc;
	return (int)rc;
}

/* The module can be unloaded at any moment. */
static void check_unloaded(int module)
{
	if (faccessat(module, "abi", F_OK, 0) && errno == ENOENT)
		errx(exit_unloaded < 0 ? exit_failure : exit_unloaded,
		     "the module was unloaded");
}

size_t sysfs_list(int module, const char *kind, uintmax_t **numbers)
{
	ssize_t n = file_list_numbers(module, kind, numbers);

	if (n >= 0)
		return n;
	check_unloaded(module);
	errno = -n;
	err(exit_failure, "cannot list /sys/kernel/pipescope/%s", kind);
}

static const char *object_path(char *buf, const char *kind, uintmax_t number)
{
	snprintf(buf, OBJECT_PATH_MAX, "%s/%ju", kind, number);
	return buf;
}

int sysfs_open(int module, const char *kind, uintmax_t number)
{
	char path[OBJECT_PATH_MAX];

	return openat(module, object_path(path, kind, number),
		      O_PATH | O_DIRECTORY | O_CLOEXEC);
}

bool sysfs_exists(int module, const char *kind, uintmax_t number)
{
	char path[OBJECT_PATH_MAX];

	return !faccessat(module, object_path(path, kind, number), F_OK, 0);
}
