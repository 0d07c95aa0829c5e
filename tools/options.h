/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_OPTIONS_H
#define PIPESCOPE_OPTIONS_H

#include <stdbool.h>
#include <stdnoreturn.h>

/* How the rows are written. */
enum format {
	FORMAT_TABLE,
	FORMAT_RAW,
	FORMAT_JSON,
};

/**
 * struct options - what the command line says
 * @format: how to write the rows
 * @no_headings: leave the headings out
 * @all_columns: show all columns
 * @columns: argument of --output, or NULL
 * @sysroot: argument of --sysroot, or NULL
 * @command: the command, or NULL
 * @help: print the help and nothing else
 * @version: print the version and nothing else
 */
struct options {
	enum format format;
	bool no_headings;
	bool all_columns;
	const char *columns;
	const char *sysroot;
	const char *command;
	bool help;
	bool version;
};

/**
 * options_parse() - parse the command line
 * @options: filled in
 * @argc: as passed to main()
 * @argv: as passed to main()
 *
 * Ends the program if it is not valid.
 */
void options_parse(struct options *options, int argc, char **argv);

/**
 * options_fail() - end the program, pointing to --help
 */
noreturn void options_fail(void);

/**
 * options_help() - print what the options are
 */
void options_help(void);

#endif /* PIPESCOPE_OPTIONS_H */
