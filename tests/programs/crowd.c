// SPDX-License-Identifier: GPL-2.0-only
/* Holds many pipes in many pid namespaces. */
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/wait.h>

#include "clone.h"
#include "descriptors.h"
#include "options.h"

static const char usage[] =
"Usage: crowd PIPES NAMESPACES\n"
"\n"
"Makes so many pid namespaces, of one process each, and in each its part of the\n"
"pipes. Prints pipes= and namespaces= when all are there, holds them until a\n"
"SIGTERM, and ends when all are gone.\n";

static pid_t *processes;

static void hold(unsigned long pipes, int ready)
{
	int ends[2];

	while (pipes--) {
		if (pipe(ends))
			err(1, "pipe");
	}
	if (eventfd_write(ready, 1))
		err(1, "eventfd");
	for (;;)
		pause();
}

/* They make their pipes all at once, which is the harder case. */
static void start(unsigned long pipes, unsigned long namespaces)
{
	int ready = eventfd(0, EFD_SEMAPHORE);
	unsigned long i;
	eventfd_t one;

	processes = calloc(namespaces, sizeof(*processes));
	if (ready < 0 || !processes)
		err(1, "eventfd or calloc");
	for (i = 0; i < namespaces; i++) {
		processes[i] = clone_process(CLONE_NEWPID);
		if (!processes[i])
			hold(pipes / namespaces + (i < pipes % namespaces), ready);
	}
	for (i = 0; i < namespaces; i++) {
		if (eventfd_read(ready, &one))
			err(1, "eventfd");
	}
}

static void end(unsigned long namespaces)
{
	unsigned long i;

	for (i = 0; i < namespaces; i++)
		kill(processes[i], SIGKILL);
	while (wait(NULL) > 0)
		;
}

int main(int argc, char **argv)
{
	unsigned long pipes = argc == 3 ? parse_number(argv[1]) : 0;
	unsigned long namespaces = argc == 3 ? parse_number(argv[2]) : 0;
	sigset_t signals;
	int signal;

	if (!pipes || !namespaces) {
		fputs(usage, stderr);
		return 2;
	}
	raise_descriptor_limit();
	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	start(pipes, namespaces);
	printf("pipes=%lu namespaces=%lu\n", pipes, namespaces);
	fflush(stdout);
	sigwait(&signals, &signal);
	end(namespaces);
	return 0;
}
