/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_TEXT_H
#define PIPESCOPE_TEXT_H

#include <stddef.h>
#include <stdio.h>

/**
 * text_unescape() - undo the kernel's escaping
 * @text: changed in place; never grows
 *
 * Decodes what string_escape_mem() writes: \n and the like, \", \\, octal and
 * hexadecimal. Invalid escapes stay unchanged.
 */
void text_unescape(char *text);

/**
 * text_sequence() - measure the UTF-8 sequence that text begins with
 * @text: any bytes
 *
 * Return: its length, 0 if it is not valid
 */
size_t text_sequence(const char *text);

/**
 * text_utf8() - make text valid UTF-8, for JSON
 * @text: any bytes
 *
 * Return: a copy in which bytes that are not UTF-8 are written as \xHH, to be
 * freed by the caller
 */
char *text_utf8(const char *text);

/**
 * text_word() - make text one word that is safe to print on a terminal
 * @text: any bytes
 *
 * Return: a copy in which blanks, backslashes and unprintable characters are
 * written as \xHH, to be freed by the caller
 */
char *text_word(const char *text);

/**
 * text_print_json() - write JSON that is safe to print on a terminal
 * @json: valid JSON in UTF-8
 * @out: the output stream
 *
 * JSON libraries escape only the control characters that JSON requires. This
 * also escapes U+007F to U+009F, which a terminal may obey; the value is the
 * same.
 */
void text_print_json(const char *json, FILE *out);

/**
 * text_print() - write text of any bytes safely to a terminal
 * @text: the text
 * @out: the output stream; control characters and invalid UTF-8 are written as
 *	\xHH
 */
void text_print(const char *text, FILE *out);

#endif /* PIPESCOPE_TEXT_H */
