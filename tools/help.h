/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_HELP_H
#define PIPESCOPE_HELP_H

#include "command.h"

/**
 * help_print() - print what the commands are
 */
void help_print(void);

/**
 * help_print_command() - print how a command is used
 * @command: the command
 *
 * bash completion and tests read it: a line for each option, "-o," and
 * "--output" and "<list>" in it, and a line for each column under "Available".
 */
void help_print_command(const struct command *command);

#endif /* PIPESCOPE_HELP_H */
