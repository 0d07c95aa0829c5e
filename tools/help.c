// SPDX-License-Identifier: GPL-2.0-only
/* What --help prints. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "commands/command_table.h"
#include "help.h"
#include "output/columns.h"

/* The column in which descriptions of options begin. */
#define INDENT 24

static const struct option_info sysroot = {
	"sysroot", 0, OPTION_VALUE, "dir",
	"read a recorded tree instead of this machine"
};

static const struct option_info help = {
	"help", 'h', OPTION_FLAG, NULL, "display this help"
};

static const struct option_info version = {
	"version", 'V', OPTION_FLAG, NULL, "display version"
};

static int print_names(const struct option_info *info)
{
	int width;

	if (info->letter)
		width = printf(" -%c, --%s", info->letter, info->name);
	else
		width = printf("     --%s", info->name);
	if (info->kind == OPTION_VALUE)
		width += printf(" <%s>", info->argument);
	if (info->kind == OPTION_MAY)
		width += printf("[=<%s>]", info->argument);
	return width;
}

static void print_option(const struct option_info *info)
{
	const char *line = info->help;
	int width = print_names(info);

	if (width >= INDENT) {
		putchar('\n');
		width = 0;
	}
	for (;;) {
		int len = strcspn(line, "\n");

		printf("%*s%.*s\n", INDENT - width, "", len, line);
		if (!line[len])
			break;
		line += len + 1;
		/* Further lines are indented by two more. */
		width = -2;
	}
}

static void print_common(void)
{
	print_option(&sysroot);
	putchar('\n');
	print_option(&help);
	print_option(&version);
}

static void print_end(void)
{
	puts("\nFor more details see pipescope(8).");
}

void help_print(void)
{
	printf("\nUsage:\n"
	       " %s [<command>] [options]\n"
	       "\n"
	       "Show which tasks are blocked writing to a pipe, which processes should be\n"
	       "reading from it, and which namespaces use up the quota of pipe pages.\n"
	       "\nCommands:\n",
	       program_invocation_short_name);
	for (size_t i = 0; commands[i]; i++)
		printf(" %-12s %s%s\n", commands[i]->name,
		       commands[i]->summary, i ? "" : " (the default)");
	puts("\nOptions of all commands:");
	print_common();
	printf("\nA command's own options: %s <command> --help\n",
	       program_invocation_short_name);
	print_end();
}

void help_print_command(const struct command *command)
{
	printf("\nUsage:\n %s %s [options]", program_invocation_short_name,
	       command->name);
	if (command->arguments)
		printf(" %s", command->arguments);
	printf("\n\n%s\nOptions:\n", command->description);
	for (size_t i = 0; i < command->n_options; i++)
		print_option(&command->options[i]);
	print_common();
	if (command->view)
		columns_help(command->view, stdout);
	print_end();
}
