// SPDX-License-Identifier: GPL-2.0-only
/*
 * What is really there: the pipes and FIFOs that any process has open, each
 * counted once, taken from /proc and not from the module.
 */
#include <ctype.h>
#include <err.h>
#include <search.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "churn.h"

struct census {
	void *root;
	long pipes;
};

struct pipe_key {
	dev_t dev;
	ino_t ino;
};

static int compare(const void *a, const void *b)
{
	const struct pipe_key *x = a, *y = b;

	if (x->dev != y->dev)
		return x->dev < y->dev ? -1 : 1;
	return x->ino < y->ino ? -1 : x->ino > y->ino;
}

static bool visit_file(const char *path, void *data)
{
	struct census *census = data;
	struct pipe_key *key;
	struct stat status;
	void *found;

	/* An O_PATH descriptor is no open end; there are none but of directories. */
	if (stat(path, &status) || !S_ISFIFO(status.st_mode))
		return true;
	key = malloc(sizeof(*key));
	if (!key)
		err(1, "malloc");
	*key = (struct pipe_key) { status.st_dev, status.st_ino };
	found = tsearch(key, &census->root, compare);
	if (!found)
		err(1, "tsearch");
	if (*(struct pipe_key **)found == key)
		census->pipes++;
	else
		free(key);
	return true;
}

static bool visit_process(const char *path, void *data)
{
	char files[310];

	if (isdigit((unsigned char)strrchr(path, '/')[1])) {
		snprintf(files, sizeof(files), "%s/fd", path);
		sysfs_each(files, visit_file, data);
	}
	return true;
}

long census_pipes(void)
{
	struct census census = { };

	sysfs_each("/proc", visit_process, &census);
	tdestroy(census.root, free);
	return census.pipes;
}
