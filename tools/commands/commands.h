/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_COMMANDS_H
#define PIPESCOPE_COMMANDS_H

#include "command.h"

extern const struct command explain_command;
extern const struct command doctor_command;
extern const struct command namespaces_command;
extern const struct command relieve_command;
extern const struct command users_command;
extern const struct command writers_command;
extern const struct command check_command;
extern const struct command export_command;
extern const struct command watch_command;
extern const struct command trace_command;

#endif /* PIPESCOPE_COMMANDS_H */
