// SPDX-License-Identifier: GPL-2.0-only
#include <signal.h>
#include <unistd.h>

#include "hang.h"

static int read_end;

static void read_own_pipe(int signal)
{
	(void)signal;
	pipe_drain(read_end);
}

static void write_to_itself(const struct options *options)
{
	const struct sigaction action = { .sa_handler = read_own_pipe };
	int ends[2];

	pipe_keep(options->received);
	process_become("runc:[2:INIT]", options->uid);
	if (!options->holder)
		quota_exceed();
	pipe_open(ends);
	read_end = ends[0];
	sigaction(SIGUSR1, &action, NULL);
	pipe_print_facts(ends[1], options->bytes, pipe_host_pid());
	pipe_write_crash(ends[1], options->bytes);
	pipe_drain(read_end);
	_exit(0);
}

int hang_self(const struct options *options)
{
	pid_t writer;

	if (options->holder)
		quota_exceed_elsewhere(options->uid);
	writer = process_fork(true);
	if (!writer)
		write_to_itself(options);
	return process_wait(writer);
}
