// SPDX-License-Identifier: GPL-2.0-only
/* Preloaded: something happens while data is on its way to the disk. */
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* At which call, what is run then, and whether it is an error. */
static const char *at, *command, *error;

/* The command is not to have this, too. */
__attribute__((constructor)) static void read_environment(void)
{
	at = getenv("DISK_AT");
	command = getenv("DISK_RUN");
	error = getenv("DISK_ERROR");
	unsetenv("LD_PRELOAD");
}

int fsync(int fd)
{
	static int calls;

	(void)fd;
	if (++calls != atoi(at))
		return 0;
	if (command && system(command))
		abort();
	errno = EIO;
	return error ? -1 : 0;
}
