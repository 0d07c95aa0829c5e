/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_LIST_H
#define PIPESCOPE_LIST_H

#include "command.h"

/* Options of all lists. */
enum {
	LIST_JSON,
	LIST_NOHEADINGS,
	LIST_OUTPUT,
	LIST_OUTPUT_ALL,
	LIST_RAW,
	LIST_OPTIONS
};

extern const struct option_info list_options[LIST_OPTIONS];

/**
 * list_run() - print a command's view
 * @command: the command; its options are list_options
 * @options: the command line
 *
 * Return: the exit status
 */
int list_run(const struct command *command, const struct options *options);

#endif /* PIPESCOPE_LIST_H */
