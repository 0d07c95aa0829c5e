/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_COMMAND_H
#define PIPESCOPE_COMMAND_H

#include <stddef.h>

struct options;
struct view;

/* The most options that a command has of its own. */
#define OPTIONS_MAX 16

/**
 * enum option_argument - whether an option takes an argument
 * @OPTION_FLAG: no argument
 * @OPTION_VALUE: a required argument
 * @OPTION_MAY: an optional argument, --name or --name=argument
 */
enum option_argument {
	OPTION_FLAG,
	OPTION_VALUE,
	OPTION_MAY,
};

/**
 * struct option_info - an option of a command
 * @name: its long name
 * @letter: its short name, or 0; not h or V, which all commands have
 * @kind: whether it takes an argument
 * @argument: what --help calls the argument, without brackets; completion
 *	offers files for "file", directories for "dir", columns for "list"
 * @help: what it does, for --help; may have several lines
 */
struct option_info {
	const char *name;
	char letter;
	enum option_argument kind;
	const char *argument;
	const char *help;
};

/* The same in all commands: the keys are stable and documented. */
#define OPTION_JSON { "json", 'J', OPTION_FLAG, NULL, "use JSON output format" }

/**
 * struct command - something the program can do
 * @name: what the user calls it
 * @summary: what it does, for the list of commands
 * @description: what it does, for its own help; lines end with newlines
 * @arguments: what follows its name, for --help, such as "[<tid>]"; NULL if
 *	nothing
 * @min_arguments: how many of these there must be
 * @max_arguments: how many there may be
 * @options: its own options, besides --sysroot, --help and --version
 * @n_options: how many, OPTIONS_MAX at most
 * @view: what it lists, if it is a list; otherwise NULL
 * @failure: its exit status on failure, 0 for EXIT_FAILURE
 * @prepare: called before its options are parsed, if it is not NULL
 * @run: runs it and returns the exit status; the caller flushes stdout
 */
struct command {
	const char *name;
	const char *summary;
	const char *description;
	const char *arguments;
	int min_arguments;
	int max_arguments;
	const struct option_info *options;
	size_t n_options;
	const struct view *view;
	int failure;
	void (*prepare)(void);
	int (*run)(const struct command *command,
		   const struct options *options);
};

#endif /* PIPESCOPE_COMMAND_H */
