// SPDX-License-Identifier: GPL-2.0-only
#include <err.h>
#include <errno.h>
#include <stdnoreturn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../clone.h"
#include "churn.h"
#include "worker.h"

static unsigned int running;

/* A namespace's first process: when it ends all others in it do. */
static noreturn void namespace_main(unsigned int number)
{
	int status;

	for (; number < options.workers; number += options.namespaces) {
		if (!clone_process(0))
			worker_main(number);
	}
	while (wait(&status) > 0) {
		/* A worker's child that outlived it is killed, for one. */
		if (status && !(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL))
			_exit(1);
	}
	_exit(0);
}

void namespaces_start(void)
{
	for (; running < options.namespaces; running++) {
		if (!clone_process(CLONE_NEWPID))
			namespace_main(running);
	}
}

/*
 * Have all ended? It is an error if one did not end well. Their first processes
 * are the children in this process's group.
 */
bool namespaces_end(bool wait)
{
	int status;
	pid_t pid;

	while (running) {
		pid = waitpid(0, &status, wait ? 0 : WNOHANG);
		if (pid < 0 && errno != EINTR)
			err(1, "waitpid");
		if (!pid)
			break;
		if (pid > 0 && status)
			errx(1, "a worker came to a bad end");
		running -= pid > 0;
	}
	return !running;
}
