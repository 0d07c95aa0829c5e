// SPDX-License-Identifier: GPL-2.0-only
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "churn.h"

#define SOFT "/proc/sys/fs/pipe-user-pages-soft"
#define HARD "/proc/sys/fs/pipe-user-pages-hard"

static unsigned long old_soft;
static unsigned long old_hard;
static pid_t owner;

static unsigned long replace(const char *path, unsigned long value)
{
	FILE *file = fopen(path, "r+");
	unsigned long old;

	if (!file || fscanf(file, "%lu", &old) != 1)
		err(1, "%s", path);
	rewind(file);
	if (fprintf(file, "%lu\n", value) < 0 || fclose(file))
		err(1, "%s", path);
	return old;
}

/* Children that exit with an error are not to do it. */
static void restore(void)
{
	if (getpid() != owner)
		return;
	replace(SOFT, old_soft);
	replace(HARD, old_hard);
}

void limits_set(void)
{
	owner = getpid();
	old_soft = replace(SOFT, options.soft);
	old_hard = replace(HARD, options.hard);
	atexit(restore);
}
