// SPDX-License-Identifier: GPL-2.0-only
/*
 * Creates short-lived pid namespaces that use pipes: some pipes outlive their
 * namespace, and some namespaces die with a blocked writer.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>

#include "clone.h"
#include "options.h"
#include "pass-fd.h"

#define KEPT 8		/* pipes that a process keeps of dead namespaces */
#define PIPES 10	/* that each namespace makes */
#define USERS 3

static const char usage[] =
"Usage: namespaces N PROCESSES\n"
"\n"
"So many processes make N pid namespaces, all together, each alive until it has\n"
"made some pipes and closed most of them. Prints namespaces= and pipes=.\n";

static void block(int write_end)
{
	static const char data[65536];

	for (;;) {
		if (write(write_end, data, sizeof(data)) < 0)
			err(1, "write");
	}
}

/* Ends with pipes open, one of them handed on, and perhaps a writer blocked. */
static void live(unsigned long number, int outbox)
{
	uid_t uid = 1000 + number % USERS;
	int ends[2];
	int i;

	if (setresuid(uid, uid, uid))
		err(1, "setresuid");
	for (i = 0; i < PIPES; i++) {
		if (pipe(ends))
			err(1, "pipe");
		if (i % 2)
			continue;
		fcntl(ends[0], F_SETPIPE_SZ, 4096 << (number % 5));
		close(ends[0]);
		close(ends[1]);
	}
	if (!pass_fd(outbox, ends[0]))
		err(1, "sendmsg");
	if (number % 4 == 0 && !clone_process(0))
		block(ends[1]);
	if (number % 8 == 0)
		usleep(2000);
	_exit(0);
}

static void make_namespaces(unsigned long first, unsigned long count, unsigned long step)
{
	int kept[KEPT] = { };
	int sockets[2];
	unsigned long i;
	int status;

	if (socketpair(AF_UNIX, SOCK_DGRAM, 0, sockets))
		err(1, "socketpair");
	for (i = first; i < count; i += step) {
		int *place = &kept[(i / step) % KEPT];
		pid_t pid = clone_process(CLONE_NEWPID);

		if (!pid)
			live(i, sockets[1]);
		if (waitpid(pid, &status, 0) < 0 || status)
			errx(1, "namespace %lu came to a bad end", i);
		if (*place)
			close(*place);
		*place = receive_fd(sockets[0]);
	}
	_exit(0);
}

int main(int argc, char **argv)
{
	unsigned long count = argc == 3 ? parse_number(argv[1]) : 0;
	unsigned long processes = argc == 3 ? parse_number(argv[2]) : 0;
	unsigned long i;
	int status;

	if (!count || !processes) {
		fputs(usage, stderr);
		return 2;
	}
	for (i = 0; i < processes; i++) {
		if (!clone_process(0))
			make_namespaces(i, count, processes);
	}
	while (wait(&status) > 0) {
		if (status)
			errx(1, "a process came to a bad end");
	}
	printf("namespaces=%lu pipes=%lu\n", count, count * PIPES);
	return 0;
}
