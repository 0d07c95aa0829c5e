/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_PRINTABLE_H
#define PIPESCOPE_PRINTABLE_H

#include <stdio.h>

/**
 * printable_put() - write text of any bytes safely to a terminal
 * @text: the text
 * @out: the output stream
 *
 * Like tables, escapes as \xHH what the locale cannot print, characters of no
 * width (which might reverse the direction of the text), and a backslash that
 * could be mistaken for such an escape.
 */
void printable_put(const char *text, FILE *out);

#endif /* PIPESCOPE_PRINTABLE_H */
