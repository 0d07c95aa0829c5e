// SPDX-License-Identifier: GPL-2.0-only
/* The command line. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>

#include "options.h"
#include "read/file.h"
#include "xalloc.h"

/* What getopt_long() returns: letters, or these. */
enum {
	WORD = 1,
	SYSROOT = 0x100,
	/* The first of a command's own options; the others follow by index. */
	OWN,
};

/**
 * struct tables - a command's options in the form that getopt_long() takes
 * @letters: the short ones
 * @names: the long ones
 */
struct tables {
	char letters[2 * OPTIONS_MAX + sizeof("-hV")];
	struct option names[OPTIONS_MAX + 4];
};

static const struct option common[] = {
	{ "sysroot", required_argument, NULL, SYSROOT },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ 0 }
};

static const int has_arg[] = {
	[OPTION_FLAG] = no_argument,
	[OPTION_VALUE] = required_argument,
	[OPTION_MAY] = optional_argument,
};

/*
 * With "-" as @order, getopt_long() also returns words, and reorders nothing.
 */
static void make_tables(struct tables *tables, const struct command *command,
			const char *order)
{
	char *letter = stpcpy(stpcpy(tables->letters, order), "hV");
	size_t n = command->n_options;

	for (size_t i = 0; i < n; i++) {
		const struct option_info *info = &command->options[i];

		tables->names[i] = (struct option){
			info->name, has_arg[info->kind], NULL, OWN + i
		};
		if (!info->letter)
			continue;
		*letter++ = info->letter;
		if (info->kind == OPTION_VALUE)
			*letter++ = ':';
	}
	*letter = '\0';
	memcpy(tables->names + n, common, sizeof(common));
}

/* Returns the first word, NULL if there is none. */
static const char *first_word(const struct command *command, int argc,
			      char **argv, bool *valid)
{
	struct tables tables;
	int option;

	make_tables(&tables, command, "-");
	*valid = true;
	opterr = 0;
	optind = 0;
	while ((option = getopt_long(argc, argv, tables.letters, tables.names,
				     NULL)) >= 0) {
		if (option == WORD)
			return optarg;
		*valid &= option != '?';
	}
	return argv[optind];
}

/* Returns NULL if none is named. */
static const struct command *
find_command(const struct command *const *commands, int argc, char **argv)
{
	const struct command *found = NULL;
	bool valid;

	for (size_t i = 0; commands[i]; i++) {
		const char *word = first_word(commands[i], argc, argv, &valid);

		/* What looks like a command may be an option's argument. */
		if (!i && !word && valid)
			return NULL;
		if (!word || strcmp(word, commands[i]->name))
			continue;
		if (valid)
			return commands[i];
		/*
		 * If no command fits, the message is about the options of this
		 * one.
		 */
		if (!found)
			found = commands[i];
	}
	return found;
}

void options_fail(void)
{
	fprintf(stderr, "Try '%s --help' for more information.\n",
		program_invocation_short_name);
	exit(exit_failure);
}

static int own_option(const struct command *command, int option)
{
	if (option >= OWN)
		return option - OWN;
	for (size_t i = 0; i < command->n_options; i++)
		if (command->options[i].letter == option)
			return i;
	options_fail();
}

static void set_option(struct options *options, int option)
{
	int own;

	switch (option) {
	case SYSROOT:
		options->sysroot = optarg;
		break;
	case 'h':
		options->help = true;
		break;
	case 'V':
		options->version = true;
		break;
	default:
		own = own_option(options->command, option);
		options->given[own] = true;
		options->values[own] = optarg;
	}
}

static void set_arguments(struct options *options, char **argv)
{
	const struct command *command = options->command;
	int n = 0;

	if (!options->named && *argv) {
		warnx("unknown command: %s", *argv);
		options_fail();
	}
	argv += options->named;
	while (argv[n])
		n++;
	if (n > command->max_arguments) {
		warnx("unexpected argument: %s", argv[command->max_arguments]);
		options_fail();
	}
	if (n < command->min_arguments && !options->help && !options->version) {
		warnx("missing argument: %s %s", command->name,
		      command->arguments);
		options_fail();
	}
	options->arguments = argv;
	options->n_arguments = n;
}

void options_parse(struct options *options,
		   const struct command *const *commands, int argc, char **argv)
{
	const struct command *named = find_command(commands, argc, argv);
	struct tables tables;
	int option;

	*options = (struct options){
		.command = named ? named : commands[0],
		.named = named,
	};
	if (options->command->failure)
		exit_failure = options->command->failure;
	if (options->command->prepare)
		options->command->prepare();
	make_tables(&tables, options->command, "");
	opterr = 1;
	optind = 0;
	while ((option = getopt_long(argc, argv, tables.letters, tables.names,
				     NULL)) >= 0)
		set_option(options, option);
	set_arguments(options, argv + optind);
}

uintmax_t options_number(const char *what, const char *text, uintmax_t max)
{
	uintmax_t value;

	if (file_parse_number(text, &value) || value > max)
		errx(exit_failure, "not a valid number for %s: %s", what, text);
	return value;
}
