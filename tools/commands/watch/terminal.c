// SPDX-License-Identifier: GPL-2.0-only
/*
 * The capabilities of the terminal. In a file of its own because term.h defines
 * words such as columns as macros.
 */
#include <curses.h>
#include <stdbool.h>
#include <term.h>
#include <unistd.h>

#include "commands/watch/terminal.h"
#include "xalloc.h"

static bool has_capability(const char *capability)
{
	const char *sequence = tigetstr(capability);

	return sequence && sequence != (const char *)-1;
}

void terminal_check(void)
{
	const char *type = getenv("TERM");
	int found;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		errx(exit_failure,
		     "watch needs a terminal; 'pipescope writers' does not");
	if (!type || !*type)
		errx(exit_failure, "the terminal type is unknown: TERM is not set");
	if (setupterm(type, STDOUT_FILENO, &found))
		errx(exit_failure,
		     "terminal type %s is unknown: set TERM to another one, such as vt100",
		     type);
	if (!has_capability("cup") || !has_capability("clear"))
		errx(exit_failure,
		     "terminal type %s cannot show a screen: use 'pipescope writers'",
		     type);
	del_curterm(cur_term);
}
