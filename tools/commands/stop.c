// SPDX-License-Identifier: GPL-2.0-only
/* Signals that stop a command that otherwise runs forever. */
#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <time.h>

#include "commands/stop.h"

#define MSEC_PER_SEC	1000
#define NSEC_PER_MSEC	1000000

static atomic_bool stopped;
/* The signal mask that the program was started with; used while it waits. */
static sigset_t waiting;

static void on_signal(int signal)
{
	(void)signal;
	stopped = true;
}

static void catch_signal(int signal)
{
	const struct sigaction action = { .sa_handler = on_signal };

	sigaction(signal, &action, NULL);
}

static bool is_ignored(int signal)
{
	struct sigaction action;

	sigaction(signal, NULL, &action);
	return action.sa_handler == SIG_IGN;
}

void stop_catch(void)
{
	static const int put_off[] = {
		SIGINT, SIGTERM, SIGQUIT, SIGHUP, SIGTSTP, SIGWINCH,
	};
	sigset_t signals;

	sigemptyset(&signals);
	for (size_t i = 0; i < sizeof(put_off) / sizeof(*put_off); i++)
		sigaddset(&signals, put_off[i]);
	sigprocmask(SIG_BLOCK, &signals, &waiting);
	catch_signal(SIGINT);
	catch_signal(SIGTERM);
	catch_signal(SIGQUIT);
	/* Under nohup(1) it must stay ignored. */
	if (!is_ignored(SIGHUP))
		catch_signal(SIGHUP);
	signal(SIGPIPE, SIG_IGN);
}

bool stop_wanted(void)
{
	return stopped;
}

/* ppoll(2) delivers no signals if a file is ready. */
static void let_signals_in(void)
{
	sigset_t blocked;

	sigprocmask(SIG_SETMASK, &waiting, &blocked);
	sigprocmask(SIG_SETMASK, &blocked, NULL);
}

int stop_poll(struct pollfd *files, nfds_t n, int timeout)
{
	const struct timespec limit = {
		.tv_sec = timeout / MSEC_PER_SEC,
		.tv_nsec = timeout % MSEC_PER_SEC * NSEC_PER_MSEC,
	};
	int ready = ppoll(files, n, timeout < 0 ? NULL : &limit, &waiting);

	if (ready > 0)
		let_signals_in();
	return ready;
}
