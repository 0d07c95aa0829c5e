// SPDX-License-Identifier: GPL-2.0-only
/* The ways in which a blocked writer is let go on. */
#include <err.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "block.h"

static void room(struct scene *scene)
{
	pipe_drain(scene->ends[0]);
}

static void no_readers(struct scene *scene)
{
	close(scene->ends[0]);
	scene->ends[0] = -1;
	core_dismiss();
}

static void signalled(struct scene *scene)
{
	if (syscall(SYS_tgkill, scene->pid, scene->tid, SIGNAL))
		err(1, "tgkill");
}

static void killed(struct scene *scene)
{
	if (kill(scene->pid, SIGKILL))
		err(1, "kill");
}

static void resized(struct scene *scene)
{
	int bytes = fcntl(scene->ends[0], F_GETPIPE_SZ);

	if (bytes < 0 || fcntl(scene->ends[0], F_SETPIPE_SZ, 2 * bytes) < 0)
		err(1, "F_SETPIPE_SZ");
}

static void partner(struct scene *scene)
{
	if (open(scene->fifo, scene->partner) < 0)
		err(1, "%s", scene->fifo);
}

static const struct {
	const char *name;
	release_fn release;
} releases[] = {
	{ "room", room },
	{ "no-readers", no_readers },
	{ "signal", signalled },
	{ "kill", killed },
	{ "resize", resized },
	{ "partner", partner },
	{ }
};

release_fn release_of(const char *name)
{
	int i;

	for (i = 0; releases[i].name; i++) {
		if (!strcmp(releases[i].name, name))
			return releases[i].release;
	}
	errx(2, "no such release: %s", name);
}

bool release_ends(release_fn release)
{
	return release == killed;
}
