/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_HELP_H
#define PIPESCOPE_HELP_H

#include "command.h"

/**
 * help_print() - print the list of commands
 */
void help_print(void);

/**
 * help_print_command() - print how a command is used
 * @command: the command
 *
 * bash completion and the tests parse it: one line for each option, with "-o,",
 * "--output" and "<list>" in it, and one for each column under "Available".
 */
void help_print_command(const struct command *command);

#endif /* PIPESCOPE_HELP_H */
