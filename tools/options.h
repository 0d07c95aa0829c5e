/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_OPTIONS_H
#define PIPESCOPE_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdnoreturn.h>

#include "command.h"

/**
 * struct options - what the command line says
 * @command: the command, which may be the default one
 * @named: the command was named
 * @arguments: what follows the command's name
 * @n_arguments: how many; the command takes that many
 * @sysroot: argument of --sysroot, or NULL
 * @help: print the help and nothing else
 * @version: print the version and nothing else
 * @given: which of the command's own options were given
 * @values: their arguments, NULL if there is none; the last of several counts
 */
struct options {
	const struct command *command;
	bool named;
	char **arguments;
	int n_arguments;
	const char *sysroot;
	bool help;
	bool version;
	bool given[OPTIONS_MAX];
	const char *values[OPTIONS_MAX];
};

/**
 * options_parse() - parse the command line
 * @options: filled in
 * @commands: all commands, NULL-terminated; the first is the default
 * @argc: as passed to main()
 * @argv: as passed to main()
 *
 * Options may stand before the command and after it. Commands have different
 * options, so the command is the one whose own options leave its name as the
 * first word. Ends the program if the command line is not valid.
 */
void options_parse(struct options *options,
		   const struct command *const *commands, int argc,
		   char **argv);

/**
 * options_number() - parse a number from the command line
 * @what: what it is, for the error message, such as "--max-bytes"
 * @text: what the user wrote
 * @max: the largest valid one
 *
 * Ends the program unless it is a decimal number from 0 to @max.
 *
 * Return: the number
 */
uintmax_t options_number(const char *what, const char *text, uintmax_t max);

/**
 * options_fail() - end the program, pointing to --help
 */
noreturn void options_fail(void);

#endif /* PIPESCOPE_OPTIONS_H */
