/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_TERMINAL_H
#define PIPESCOPE_TERMINAL_H

/**
 * terminal_check() - check that there is a terminal that can show a screen
 *
 * Ends the program with a message if not.
 */
void terminal_check(void);

#endif /* PIPESCOPE_TERMINAL_H */
