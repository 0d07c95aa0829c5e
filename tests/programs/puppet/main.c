// SPDX-License-Identifier: GPL-2.0-only
/*
 * Does to pipes what its arguments say, step by step, to put a process into the
 * state that a test needs.
 */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "puppet.h"

static const char usage[] =
"Usage: puppet STEP...\n"
"\n"
"Takes the steps in their order, then exits. A step that the system does not\n"
"let it take ends it with an error; !STEP is one that is not to be let.\n"
"\n"
"  pipe[=N]           makes a pipe, or N. Ends are numbered from 0 on, the read\n"
"                     end of a pipe before its write end\n"
"  packets            makes a pipe of packets (O_DIRECT)\n"
"  fifo=PATH          makes a FIFO if there is none, opens it to read and write\n"
"  resize=END,BYTES   F_SETPIPE_SZ\n"
"  write=END,BYTES    writes so much\n"
"  read=END,BYTES     reads, and gets so much\n"
"  close=END[,N]      closes an end, or N from that one on\n"
"  sip=END            reads a byte now and then, for ever\n"
"  internal           gets itself a pipe that no descriptor shows, by sendfile(2)\n"
"  bind=PATH          makes a unix socket\n"
"  send=PATH,END      sends an end to a unix socket\n"
"  receive            receives one, the next END\n"
"  share              a child that shares its open files\n"
"  fork               a child that inherits them\n"
"  apart=END          a thread with open files of its own, which alone keeps END\n"
"  child STEP... parent\n"
"                     a child that inherits them, takes these steps and exits\n"
"  uid=N              becomes that user\n"
"  namespace          goes on in a new pid namespace\n"
"  user-namespace     goes on as root of a new user namespace\n"
"  drop-capabilities  drops all\n"
"  sh=COMMAND         runs a shell command, which must succeed\n"
"  say=TEXT           prints TEXT, pid= as the initial namespace has it,\n"
"                     namespace=\n"
"  poll               waits for the last child's end, in poll(2)\n"
"  epoll              likewise in epoll_wait(2)\n"
"  wait               for a SIGUSR1; every signal ends one wait\n";

static const struct step {
	const char *name;
	bool (*action)(const char *arguments);
} steps[] = {
	{ "pipe", step_pipe },
	{ "packets", step_packets },
	{ "fifo", step_fifo },
	{ "resize", step_resize },
	{ "write", step_write },
	{ "read", step_read },
	{ "close", step_close },
	{ "sip", step_sip },
	{ "internal", step_internal },
	{ "bind", step_bind },
	{ "send", step_send },
	{ "receive", step_receive },
	{ "share", step_share },
	{ "fork", step_fork },
	{ "apart", step_apart },
	{ "uid", step_uid },
	{ "namespace", step_namespace },
	{ "user-namespace", step_user_namespace },
	{ "drop-capabilities", step_drop_capabilities },
	{ "sh", step_sh },
	{ "say", step_say },
	{ "poll", step_poll },
	{ "epoll", step_epoll },
	{ "wait", step_wait },
	{ }
};

void parse_numbers(const char *arguments, unsigned long *first, unsigned long *second)
{
	char *end;

	if (!*arguments)
		return;
	*first = strtoul(arguments, &end, 10);
	if (*end == ',')
		*second = strtoul(end + 1, &end, 10);
	if (*end)
		errx(2, "not numbers: %s", arguments);
}

static const struct step *find(const char *text, size_t length)
{
	const struct step *step;

	for (step = steps; step->name; step++) {
		if (!strncmp(text, step->name, length) && !step->name[length])
			return step;
	}
	errx(2, "unknown step: %s", text);
}

static void take(const char *text)
{
	bool expected = *text != '!';
	const char *name = expected ? text : text + 1;
	size_t length = strcspn(name, "=");
	const struct step *step = find(name, length);

	if (step->action(name + length + (name[length] == '=')) == expected)
		return;
	if (expected)
		err(1, "%s", text);
	errx(1, "%s: it is let", text);
}

/* Returns where the parent goes on. */
static char **skip_child(char **steps)
{
	unsigned int depth = 1;

	while (depth) {
		if (!*++steps)
			errx(2, "a child has no end");
		depth += !strcmp(*steps, "child");
		depth -= !strcmp(*steps, "parent");
	}
	return steps;
}

int main(int argc, char **argv)
{
	if (argc < 2) {
		fputs(usage, stderr);
		return 2;
	}
	processes_prepare();
	while (*++argv) {
		if (!strcmp(*argv, "parent"))
			return 0;
		if (strcmp(*argv, "child"))
			take(*argv);
		else if (processes_child())
			argv = skip_child(argv);
	}
	return 0;
}
