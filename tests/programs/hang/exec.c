// SPDX-License-Identifier: GPL-2.0-only
#include <err.h>
#include <errno.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hang.h"

static void interrupt_wait(int signal)
{
	(void)signal;
}

static void write_to_shim(const struct options *options, int ends[2], pid_t shim)
{
	process_become("runc", options->uid);
	close(ends[0]);
	if (dup2(ends[1], STDERR_FILENO) < 0)
		err(1, "dup2");
	close(ends[1]);
	pipe_print_facts(STDERR_FILENO, options->bytes, shim);
	pipe_write_crash(STDERR_FILENO, options->bytes);
	_exit(0);
}

/* The shim's mistake: it reads when the child has exited, and not before. */
static int wait_then_read(pid_t child, int fd)
{
	int status;

	while (waitpid(child, &status, 0) < 0) {
		if (errno != EINTR)
			err(1, "waitpid");
		pipe_drain(fd);
	}
	pipe_drain(fd);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

int hang_exec(const struct options *options)
{
	const struct sigaction action = { .sa_handler = interrupt_wait };
	pid_t shim = pipe_host_pid();
	int ends[2];
	pid_t child;

	pipe_open(ends);
	child = process_fork(false);
	if (!child)
		write_to_shim(options, ends, shim);
	pipe_keep(options->received);
	process_become("containerd-shim", options->uid);
	close(ends[1]);
	sigaction(SIGUSR1, &action, NULL);
	return wait_then_read(child, ends[0]);
}
