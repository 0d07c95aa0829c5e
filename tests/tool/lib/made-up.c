// SPDX-License-Identifier: GPL-2.0-only
/* The tool with other commands: they tell what they were given. */
#include <stdio.h>

#include "options.h"

enum {
	OPT_DEEP,
	OPT_FILE,
	OPT_GROW,
	OPT_NUMBER,
};

static const struct option_info own[] = {
	[OPT_DEEP] = { "deep", 'd', OPTION_FLAG, NULL, "first line\nsecond line" },
	[OPT_FILE] = { "file", 'f', OPTION_VALUE, "file", "a file" },
	[OPT_GROW] = { "grow", 0, OPTION_MAY, "size", "maybe a size" },
	[OPT_NUMBER] = { "a-rather-long-name", 0, OPTION_VALUE, "n", "a number" },
};

static const struct option_info other[] = {
	OPTION_JSON,
	{ "dry-run", 'f', OPTION_FLAG, NULL, "no argument to -f here" },
	{ "sum", 0, OPTION_VALUE, "n", "so that --s is ambiguous" },
};

static int run(const struct command *command, const struct options *options)
{
	printf("%s", command->name);
	for (int i = 0; i < options->n_arguments; i++)
		printf(" %s", options->arguments[i]);
	for (size_t i = 0; i < command->n_options; i++)
		if (options->given[i])
			printf(" %s=%s", command->options[i].name,
			       options->values[i] ? options->values[i] : "");
	if (options->sysroot)
		printf(" sysroot=%s", options->sysroot);
	putchar('\n');
	return command->failure;
}

static int count(const struct command *command, const struct options *options)
{
	(void)command;
	printf("%ju\n", options_number("<n>", options->arguments[0], 1000));
	return 0;
}

static int save(const struct command *command, const struct options *options)
{
	FILE *file = fopen(options->arguments[0], "w");

	(void)command;
	fputs("data\n", file);
	puts("out");
	fflush(stdout);
	fputs("error\n", stderr);
	fclose(file);
	return 0;
}

static const struct command plain = {
	.name = "plain", .summary = "has options of its own",
	.description = "It tells.\n", .arguments = "[<tid>] [<word>]",
	.max_arguments = 2, .options = own,
	.n_options = sizeof(own) / sizeof(*own), .run = run,
};

static const struct command strict = {
	.name = "strict", .summary = "fails with 2",
	.description = "It fails.\n", .options = other,
	.n_options = sizeof(other) / sizeof(*other), .failure = 2, .run = run,
};

static const struct command number = {
	.name = "number", .summary = "takes a number",
	.description = "It counts.\n", .arguments = "<n>",
	.min_arguments = 1, .max_arguments = 1, .failure = 3, .run = count,
};

static const struct command saver = {
	.name = "save", .summary = "writes a file",
	.description = "It saves.\n", .arguments = "<file>",
	.min_arguments = 1, .max_arguments = 1, .run = save,
};

const struct command *const commands[] = {
	&plain, &strict, &number, &saver, NULL
};
