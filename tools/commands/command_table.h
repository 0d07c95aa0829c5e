/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_COMMAND_TABLE_H
#define PIPESCOPE_COMMAND_TABLE_H

#include "command.h"

/* All commands, NULL-terminated; the first one runs if none is named. */
extern const struct command *const commands[];

#endif /* PIPESCOPE_COMMAND_TABLE_H */
