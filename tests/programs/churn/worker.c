// SPDX-License-Identifier: GPL-2.0-only
#include <err.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "churn.h"
#include "operations.h"
#include "shared.h"
#include "worker.h"

#define FILE_SIZE 65536

/* For each worker what it sends to, and what it receives from. */
static int (*sockets)[2];

/* Worker n sends to worker n + 1. */
void worker_sockets_make(void)
{
	unsigned int i;

	sockets = calloc(options.workers, sizeof(*sockets));
	if (!sockets)
		err(1, "calloc");
	for (i = 0; i < options.workers; i++) {
		int pair[2];

		if (socketpair(AF_UNIX, SOCK_DGRAM, 0, pair))
			err(1, "socketpair");
		sockets[i][0] = pair[0];
		sockets[(i + 1) % options.workers][1] = pair[1];
	}
}

static int open_file(void)
{
	char path[] = "/tmp/churn-XXXXXX";
	int fd = mkstemp(path);

	if (fd < 0 || unlink(path) || ftruncate(fd, FILE_SIZE))
		err(1, "%s", path);
	return fd;
}

static void become(uid_t uid)
{
	if (setresgid(uid, uid, uid) || setresuid(uid, uid, uid))
		err(1, "user %u", uid);
}

static void pause_for_check(struct worker *worker)
{
	shared_meet();
	if (options.findable)
		passing_drain(worker);
	shared_meet();
}

void worker_main(unsigned int number)
{
	struct worker worker = {
		.number = number,
		.inbox = sockets[number][1],
		.outbox = sockets[number][0],
	};
	unsigned long total = options_interval() * options.pauses;
	unsigned long done;

	/* All users meet in each namespace, and all namespaces under each user. */
	become(1000 + (number + number / options.namespaces) % options.users);
	signal(SIGPIPE, SIG_IGN);
	worker.file = open_file();
	for (done = 0; done < total; done++) {
		operations_do(&worker, done);
		if ((done + 1) % options_interval() == 0)
			pause_for_check(&worker);
	}
	children_end(&worker);
	ends_close_all(&worker.ends);
	_exit(0);
}
