/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_TEXT_H
#define PIPESCOPE_TEXT_H

#include <stddef.h>
#include <stdio.h>

/**
 * text_unescape() - undo the kernel's escaping
 * @text: changed in place, never gets longer
 *
 * Knows what string_escape_mem() writes: \n and its like, \", \\, octal and
 * hexadecimal. An escape that is none is left as it is.
 */
void text_unescape(char *text);

/**
 * text_sequence() - measure the UTF-8 sequence that text begins with
 * @text: any bytes
 *
 * Return: its length, 0 if there is no valid one
 */
size_t text_sequence(const char *text);

/**
 * text_utf8() - make text fit for JSON, which must be UTF-8
 * @text: any bytes
 *
 * Return: a copy in which bytes that are no UTF-8 are written as \xHH, to be
 * freed by the caller
 */
char *text_utf8(const char *text);

/**
 * text_word() - make text one word that does nothing to a terminal
 * @text: any bytes
 *
 * Return: a copy in which blanks, backslashes and what cannot be printed are
 * written as \xHH, to be freed by the caller
 */
char *text_word(const char *text);

/**
 * text_print_json() - write JSON that does nothing to a terminal
 * @json: valid JSON in UTF-8
 * @out: where to
 *
 * JSON's printers escape control characters as far as JSON wants it. Those from
 * U+007F to U+009F, which a terminal may obey too, are escaped here: it stays
 * the same value.
 */
void text_print_json(const char *json, FILE *out);

/**
 * text_print() - write text of any bytes so that it does nothing to a terminal
 * @text: the text
 * @out: where to; control characters, and bytes that are no UTF-8, as \xHH
 */
void text_print(const char *text, FILE *out);

#endif /* PIPESCOPE_TEXT_H */
