// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reproduces the hangs that pipescope is measured by: real processes that block in
 * write(2) for ever, on pipes in the state of the incident.
 */
#include <err.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "hang.h"

static const char usage[] =
"Usage: hang self|exec|text [options]\n"
"\n"
"Makes a process hang in write(2) to a pipe, and waits for its end.\n"
"\n"
"  self  as runc 1.0-rc93 did: in a new pid namespace, over the soft limit of\n"
"        its user and without capabilities, \"runc:[2:INIT]\" fills a shrunken\n"
"        pipe that nobody but itself reads. SIGUSR1 makes it read.\n"
"  exec  as docker exec did: \"containerd-shim\" waits for the exit of \"runc\",\n"
"        which is writing more crash text than fits in the pipe, before it\n"
"        reads. SIGUSR1 to the shim makes it read.\n"
"  text  does not hang, but prints what the others write.\n"
"\n"
"  -u, --uid UID      the processes' user (self: 1000, exec: 0)\n"
"  -b, --bytes N      how much is written (self: 9000, exec and text: 70000)\n"
"  -H, --holder       self: the pipes that use up the limit are held by another\n"
"                     process, in a pid namespace of its own\n"
"  -r, --received F   what is read goes to the file F; self reads at its end, too\n"
"  -h, --help         this text\n"
"\n"
"Prints one line before it hangs: pid= and reader= as /proc shows them, comm=,\n"
"namespace= (the writer's pid namespace), uid=, fd=, inode=, slots=, bytes=.\n"
"The exit status is the writer's, or 128 and the signal that ended it.\n";

static unsigned long parse_number(const char *text)
{
	char *end;
	unsigned long value = strtoul(text, &end, 10);

	if (end == text || *end)
		errx(2, "not a whole number: %s", text);
	return value;
}

static void parse(int argc, char **argv, struct options *options)
{
	static const struct option known[] = {
		{ "uid", required_argument, NULL, 'u' },
		{ "bytes", required_argument, NULL, 'b' },
		{ "holder", no_argument, NULL, 'H' },
		{ "received", required_argument, NULL, 'r' },
		{ "help", no_argument, NULL, 'h' },
		{ }
	};
	int option;

	while ((option = getopt_long(argc, argv, "u:b:Hr:h", known, NULL)) != -1) {
		switch (option) {
		case 'u':
			options->uid = parse_number(optarg);
			break;
		case 'b':
			options->bytes = parse_number(optarg);
			break;
		case 'H':
			options->holder = true;
			break;
		case 'r':
			options->received = optarg;
			break;
		case 'h':
			fputs(usage, stdout);
			exit(0);
		default:
			exit(2);
		}
	}
}

int main(int argc, char **argv)
{
	struct options self = { .uid = 1000, .bytes = 9000 };
	struct options exec = { .uid = 0, .bytes = 70000 };

	if (argc > 1 && !strcmp(argv[1], "self")) {
		parse(argc - 1, argv + 1, &self);
		return hang_self(&self);
	}
	if (argc > 1 && !strcmp(argv[1], "exec")) {
		parse(argc - 1, argv + 1, &exec);
		return hang_exec(&exec);
	}
	if (argc > 1 && !strcmp(argv[1], "text")) {
		parse(argc - 1, argv + 1, &exec);
		pipe_write_crash(STDOUT_FILENO, exec.bytes);
		return 0;
	}
	parse(argc, argv, &self);
	fputs(usage, stderr);
	return 2;
}
