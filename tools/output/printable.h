/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_PRINTABLE_H
#define PIPESCOPE_PRINTABLE_H

#include <stdio.h>

/**
 * printable_put() - write text of any bytes so that a terminal only shows it
 * @text: the text
 * @out: where to
 *
 * Writes as \xHH, as tables do, what the locale cannot print, what takes no
 * room of its own (it might turn the direction of what follows), and a backslash
 * that could be taken for such an escape.
 */
void printable_put(const char *text, FILE *out);

#endif /* PIPESCOPE_PRINTABLE_H */
