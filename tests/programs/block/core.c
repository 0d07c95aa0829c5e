// SPDX-License-Identifier: GPL-2.0-only
/*
 * A process crashes, and the kernel pipes its core dump to a program that does not
 * read: this program, registered as the handler.
 */
#include <err.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "block.h"

#define HANDLER_PATH "/block.handler"	/* a handler runs in / */
#define DUMPED 1048576			/* bytes; more than fits in a pipe */

void core_set(struct scene *scene)
{
	char self[PATH_MAX] = "";
	FILE *pattern;

	*scene = (struct scene) { .ends = { -1, -1 } };
	unlink(HANDLER_PATH);
	if (readlink("/proc/self/exe", self, sizeof(self) - 1) < 0)
		err(1, "/proc/self/exe");
	pattern = fopen("/proc/sys/kernel/core_pattern", "w");
	if (!pattern || fprintf(pattern, "|%s core-handler", self) < 0 || fclose(pattern))
		err(1, "core_pattern");
}

long core_act(struct scene *scene)
{
	char *memory = malloc(DUMPED);

	if (!memory)
		err(FAILED, "malloc");
	memset(memory, 1, DUMPED);
	/* Not a signal that is sent: a namespace's init is spared those. */
	scene->pid = memory[DUMPED / 2];
	__builtin_trap();
}

static pid_t handler(void)
{
	FILE *file = fopen(HANDLER_PATH, "r");
	pid_t pid = 0;

	if (file) {
		if (fscanf(file, "%d\n", &pid) != 1)
			pid = 0;
		fclose(file);
	}
	return pid;
}

/* Once there is a handler its end of the pipe can be opened here, too. */
pid_t core_find(struct scene *scene)
{
	char path[32];

	if (!handler())
		return 0;
	snprintf(path, sizeof(path), "/proc/%d/fd/0", handler());
	scene->ends[0] = open(path, O_RDONLY | O_NONBLOCK);
	if (scene->ends[0] < 0)
		err(1, "%s", path);
	return scene->pid;
}

void core_dismiss(void)
{
	if (handler())
		kill(handler(), SIGKILL);
}

int core_handler(void)
{
	FILE *file = fopen(HANDLER_PATH, "w");

	if (!file || fprintf(file, "%d\n", getpid()) < 0 || fclose(file))
		return 1;
	for (;;)
		pause();
}
