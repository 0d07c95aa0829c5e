// SPDX-License-Identifier: GPL-2.0-only
/*
 * What the terminal is able to do. Apart from the rest, as term.h makes macros
 * of words such as columns.
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
		     "this needs a terminal; 'pipescope writers' does not");
	if (!type || !*type)
		errx(exit_failure, "TERM does not tell what terminal this is");
	if (setupterm(type, STDOUT_FILENO, &found))
		errx(exit_failure,
		     "terminal type %s is not known: set TERM to another, as vt100",
		     type);
	if (!has_capability("cup") || !has_capability("clear"))
		errx(exit_failure,
		     "terminal type %s is not able to; 'pipescope writers' is enough",
		     type);
	del_curterm(cur_term);
}
