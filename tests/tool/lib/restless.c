// SPDX-License-Identifier: GPL-2.0-only
/*
 * Preloaded: whatever poll(2) looks for changes of is changing without end,
 * and links take SLOW microseconds to read. Each call of ppoll(2) adds a byte
 * to the file POLLS, and one that looks for changes to the file LOOKS.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static void count(const char *name)
{
	int fd = open(getenv(name), O_WRONLY | O_CREAT | O_APPEND, 0600);

	if (write(fd, "", 1) < 0)
		abort();
	close(fd);
}

int ppoll(struct pollfd *files, nfds_t n, const struct timespec *limit,
	  const sigset_t *signals)
{
	int (*real)(struct pollfd *files, nfds_t n,
		    const struct timespec *limit, const sigset_t *signals) =
		dlsym(RTLD_NEXT, "ppoll");

	count("POLLS");
	for (nfds_t i = 0; i < n; i++) {
		files[i].revents = 0;
		if (files[i].fd < 0 || files[i].events != POLLPRI)
			continue;
		count("LOOKS");
		files[i].revents = POLLPRI;
		return 1;
	}
	return real(files, n, limit, signals);
}

ssize_t readlinkat(int dir, const char *path, char *buf, size_t size)
{
	ssize_t (*real)(int dir, const char *path, char *buf, size_t size) =
		dlsym(RTLD_NEXT, "readlinkat");

	usleep(atoi(getenv("SLOW")));
	return real(dir, path, buf, size);
}
