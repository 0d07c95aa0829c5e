// SPDX-License-Identifier: GPL-2.0-only
/*
 * Does everything to pipes that can be done to them, at random, in many processes
 * of several users and pid namespaces. Each time all of them pause, pipescope's
 * accounts are checked.
 */
#include <err.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "../options.h"
#include "churn.h"
#include "operations.h"
#include "shared.h"
#include "worker.h"

static const char usage[] =
"Usage: churn [options]\n"
"\n"
"  -n, --operations N   at least so many, all workers together (100000)\n"
"  -w, --workers N      processes (8)\n"
"  -s, --namespaces N   pid namespaces that they are spread over (4)\n"
"  -u, --users N        uids from 1000 on that they are spread over (3)\n"
"  -p, --pauses N       moments at which the accounts are checked (20)\n"
"  -S, --seed N         of the random numbers\n"
"  -f, --findable       no pipes that are open in no process: none in flight at\n"
"                       a pause, no sendfile(2)\n"
"  -U, --untracked      health/untracked_pipes may, and must, say what is missing\n"
"  -P, --patience N     seconds until accounts that are wrong are a failure (10)\n"
"  -e, --everything     each operation must have had its effect at least once\n"
"  -a, --at OPERATION=COMMAND  run a shell command, beside the workers, when so\n"
"                       many operations are done; may be repeated, in order\n"
"      --soft N         fs.pipe-user-pages-soft during the run (256)\n"
"      --hard N         fs.pipe-user-pages-hard during the run (272)\n"
"  -h, --help           this text\n"
"\n"
"Prints the seed first, then the figures: of each operation how often it did\n"
"what it should, and how often it was tried. The same seed gives each worker the\n"
"same operations, which sequence= sums up.\n";

struct options options = {
	.operations = 100000,
	.workers = 8,
	.namespaces = 4,
	.users = 3,
	.pauses = 20,
	.patience = 10,
	.soft = 256,
	.hard = 272,
};

unsigned long options_interval(void)
{
	unsigned long parts = (unsigned long)options.workers * options.pauses;

	return (options.operations + parts - 1) / parts;
}

static void parse_command(char *text)
{
	char *command = strchr(text, '=');

	if (!command)
		errx(2, "not OPERATION=COMMAND: %s", text);
	*command++ = '\0';
	commands_add(text, command);
}

static void parse_option(int option)
{
	switch (option) {
	case 'n':
		options.operations = parse_number(optarg);
		break;
	case 'w':
		options.workers = parse_number(optarg);
		break;
	case 's':
		options.namespaces = parse_number(optarg);
		break;
	case 'u':
		options.users = parse_number(optarg);
		break;
	case 'p':
		options.pauses = parse_number(optarg);
		break;
	case 'S':
		options.seed = parse_number(optarg);
		break;
	case 'f':
		options.findable = true;
		break;
	case 'U':
		options.untracked = true;
		break;
	case 'P':
		options.patience = parse_number(optarg);
		break;
	case 'e':
		options.everything = true;
		break;
	case 'a':
		parse_command(optarg);
		break;
	case 'x':
		options.soft = parse_number(optarg);
		break;
	case 'X':
		options.hard = parse_number(optarg);
		break;
	case 'h':
		fputs(usage, stdout);
		exit(0);
	default:
		exit(2);
	}
}

static void parse(int argc, char **argv)
{
	static const struct option known[] = {
		{ "operations", required_argument, NULL, 'n' },
		{ "workers", required_argument, NULL, 'w' },
		{ "namespaces", required_argument, NULL, 's' },
		{ "users", required_argument, NULL, 'u' },
		{ "pauses", required_argument, NULL, 'p' },
		{ "seed", required_argument, NULL, 'S' },
		{ "findable", no_argument, NULL, 'f' },
		{ "untracked", no_argument, NULL, 'U' },
		{ "patience", required_argument, NULL, 'P' },
		{ "everything", no_argument, NULL, 'e' },
		{ "at", required_argument, NULL, 'a' },
		{ "soft", required_argument, NULL, 'x' },
		{ "hard", required_argument, NULL, 'X' },
		{ "help", no_argument, NULL, 'h' },
		{ }
	};
	unsigned int seed;
	int option;

	if (getrandom(&seed, sizeof(seed), 0) != sizeof(seed))
		err(1, "getrandom");
	options.seed = seed;
	while ((option = getopt_long(argc, argv, "n:w:s:u:p:S:fUP:ea:h", known, NULL)) != -1)
		parse_option(option);
	if (optind < argc || !options.workers || !options.namespaces || !options.users ||
	    !options.pauses) {
		fputs(usage, stderr);
		exit(2);
	}
}

/* Until all workers stand still. */
static void gather(void)
{
	while (atomic_load(&shared->arrived) < options.workers) {
		if (namespaces_end(false))
			errx(1, "the workers ended early");
		commands_start_due(atomic_load(&shared->operations));
		usleep(1000);
	}
}

static void run(void)
{
	unsigned int i;
	char when[40];

	namespaces_start();
	for (i = 1; i <= options.pauses; i++) {
		gather();
		shared_let_go();
		gather();
		commands_finish();
		snprintf(when, sizeof(when), "pause %u", i);
		check_accounts(when);
		shared_let_go();
	}
	namespaces_end(true);
	check_accounts("at the end");
}

int main(int argc, char **argv)
{
	if (argc == 3 && !strcmp(argv[1], "--sleep"))
		return sleeper_main(argv[2]);

	parse(argc, argv);
	printf("seed=%llu\n", options.seed);
	fflush(stdout);
	shared_make();
	fifos_make();
	limits_set();
	worker_sockets_make();
	run();

	printf("checks=%lu without_module=%lu workers=%u namespaces=%u users=%u\n", checks_made,
	       checks_without_module, options.workers, options.namespaces, options.users);
	if (!operations_print() && options.everything)
		errx(1, "something never happened");
	if (!commands_all_started())
		errx(1, "the operations ended before the commands");
	return 0;
}
