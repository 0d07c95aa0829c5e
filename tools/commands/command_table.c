// SPDX-License-Identifier: GPL-2.0-only
/* The commands. Each one has a file or folder of its own. */
#include "commands/command_table.h"
#include "commands/commands.h"

const struct command *const commands[] = {
	&namespaces_command,
	&users_command,
	&writers_command,
	&explain_command,
	&relieve_command,
	&doctor_command,
	&check_command,
	&export_command,
	&watch_command,
	&trace_command,
	NULL
};
