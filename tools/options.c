// SPDX-License-Identifier: GPL-2.0-only
/* The command line. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>

#include "options.h"
#include "xalloc.h"

/* Options that have no letter. */
enum {
	OPT_OUTPUT_ALL = 0x100,
	OPT_SYSROOT,
};

static const struct option long_options[] = {
	{ "json", no_argument, NULL, 'J' },
	{ "noheadings", no_argument, NULL, 'n' },
	{ "output", required_argument, NULL, 'o' },
	{ "output-all", no_argument, NULL, OPT_OUTPUT_ALL },
	{ "raw", no_argument, NULL, 'r' },
	{ "sysroot", required_argument, NULL, OPT_SYSROOT },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ 0 }
};

void options_help(void)
{
	puts("\nOptions:\n"
	     " -J, --json             use JSON output format\n"
	     " -n, --noheadings       don't print headings\n"
	     " -o, --output <list>    define which output columns to use\n"
	     "                          (+<list> adds to the default ones)\n"
	     "     --output-all       output all columns\n"
	     " -r, --raw              use the raw output format\n"
	     "     --sysroot <dir>    read a recorded tree instead of this machine\n"
	     "\n"
	     " -h, --help             display this help\n"
	     " -V, --version          display version");
}

void options_fail(void)
{
	fprintf(stderr, "Try '%s --help' for more information.\n",
		program_invocation_short_name);
	exit(EXIT_FAILURE);
}

static void set_format(struct options *options, enum format format)
{
	if (options->format != FORMAT_TABLE && options->format != format)
		errx(EXIT_FAILURE, "mutually exclusive options: --json --raw");
	options->format = format;
}

static void set_option(struct options *options, int option)
{
	switch (option) {
	case 'J':
		set_format(options, FORMAT_JSON);
		break;
	case 'r':
		set_format(options, FORMAT_RAW);
		break;
	case 'n':
		options->no_headings = true;
		break;
	case 'o':
		options->columns = optarg;
		break;
	case OPT_OUTPUT_ALL:
		options->all_columns = true;
		break;
	case OPT_SYSROOT:
		options->sysroot = optarg;
		break;
	case 'h':
		options->help = true;
		break;
	case 'V':
		options->version = true;
		break;
	default:
		options_fail();
	}
}

void options_parse(struct options *options, int argc, char **argv)
{
	int option;

	*options = (struct options){ 0 };
	while ((option = getopt_long(argc, argv, "Jno:rhV", long_options,
				     NULL)) >= 0)
		set_option(options, option);
	options->command = argv[optind];
	if (options->command && argv[optind + 1]) {
		warnx("unexpected argument: %s", argv[optind + 1]);
		options_fail();
	}
}
