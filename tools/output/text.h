/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_TEXT_H
#define PIPESCOPE_TEXT_H

/**
 * text_unescape() - undo the kernel's escaping
 * @text: changed in place, never gets longer
 *
 * Knows what string_escape_mem() writes: \n and its like, \", \\, octal and
 * hexadecimal. An escape that is none is left as it is.
 */
void text_unescape(char *text);

/**
 * text_utf8() - make text fit for JSON, which must be UTF-8
 * @text: any bytes
 *
 * Return: a copy in which bytes that are no UTF-8 are written as \xHH, to be
 * freed by the caller
 */
char *text_utf8(const char *text);

#endif /* PIPESCOPE_TEXT_H */
