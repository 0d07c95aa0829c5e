// SPDX-License-Identifier: GPL-2.0-only
#include <err.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "churn.h"

#define MAX_COMMANDS 256

/**
 * struct command - what runs beside the workers
 * @operation: when that many operations are done
 * @text: for the shell
 */
struct command {
	unsigned long operation;
	const char *text;
};

static struct command commands[MAX_COMMANDS];
static unsigned int nr_commands;
static unsigned int nr_started;
static pid_t running;

/* They are to be given in the order of their operations. */
void commands_add(const char *operation, const char *command)
{
	if (nr_commands == MAX_COMMANDS)
		errx(2, "more than %u commands", MAX_COMMANDS);
	commands[nr_commands++] = (struct command) { strtoul(operation, NULL, 10), command };
}

/* One after the other: the next one waits for the one before. */
void commands_start_due(unsigned long operations)
{
	const struct command *command = &commands[nr_started];

	if (nr_started == nr_commands || command->operation > operations)
		return;
	commands_finish();
	nr_started++;
	running = fork();
	if (running < 0)
		err(1, "fork");
	/* Of a group of its own: nobody else is to wait for it. */
	setpgid(running, running);
	if (!running) {
		execl("/bin/sh", "sh", "-c", command->text, NULL);
		err(1, "sh");
	}
}

void commands_finish(void)
{
	int status;

	if (!running)
		return;
	if (waitpid(running, &status, 0) < 0)
		err(1, "waitpid");
	running = 0;
	if (status)
		errx(1, "failed: %s", commands[nr_started - 1].text);
}

bool commands_all_started(void)
{
	return nr_started == nr_commands;
}
