// SPDX-License-Identifier: GPL-2.0-only
/* Signals that stop a command, whatever it waits for. */
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "claim.h"
#include "commands/stop.h"

static void claim_poll(const char *what, struct pollfd *file, int timeout,
		       const char *want)
{
	char got[64];
	int n = stop_poll(file, 1, timeout);

	snprintf(got, sizeof(got), "%d %s", n,
		 stop_wanted() ? "stopped" : "goes on");
	claim("stop_poll", what, got, want);
}

/* What is always ready must not keep the signal away for ever. */
static void test_ready(void)
{
	struct pollfd file = {
		.fd = open("/dev/null", O_WRONLY), .events = POLLOUT,
	};

	claim_poll("a file that is ready", &file, -1, "1 goes on");
	file.events = 0;
	claim_poll("no file that is ready", &file, 1, "0 goes on");
	raise(SIGWINCH);
	claim_poll("a signal that does not stop", &file, -1, "-1 goes on");
	file.events = POLLOUT;
	raise(SIGTERM);
	claim_poll("a signal and a file that is ready", &file, -1, "1 stopped");
	close(file.fd);
}

static void on_signal(int signal)
{
	(void)signal;
}

int main(void)
{
	signal(SIGWINCH, on_signal);
	stop_catch();
	claim("stop_wanted", "before", stop_wanted() ? "yes" : "no", "no");
	test_ready();
	return claims_status();
}
