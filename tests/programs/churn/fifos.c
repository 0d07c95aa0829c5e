// SPDX-License-Identifier: GPL-2.0-only
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "churn.h"

#define NR_FIFOS 8

#define TEMPLATE "/tmp/fifos-XXXXXX"

static char directory[sizeof(TEMPLATE)] = TEMPLATE;
static int directory_fd;
static pid_t owner;

static void name_of(unsigned int number, char name[16])
{
	snprintf(name, 16, "%u", number % NR_FIFOS);
}

static void remove_all(void)
{
	char name[16];
	unsigned int i;

	if (getpid() != owner)
		return;
	for (i = 0; i < NR_FIFOS; i++) {
		name_of(i, name);
		unlinkat(directory_fd, name, 0);
	}
	rmdir(directory);
}

void fifos_make(void)
{
	char name[16];
	unsigned int i;

	owner = getpid();
	umask(0);
	if (!mkdtemp(directory) || chmod(directory, 0755))
		err(1, "%s", directory);
	directory_fd = open(directory, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (directory_fd < 0)
		err(1, "%s", directory);
	for (i = 0; i < NR_FIFOS; i++) {
		name_of(i, name);
		if (mkfifoat(directory_fd, name, 0666))
			err(1, "%s/%s", directory, name);
	}
	atexit(remove_all);
}

int fifos_open(unsigned int number, int flags)
{
	char name[16];

	name_of(number, name);
	return openat(directory_fd, name, flags);
}
