/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_PARAGRAPH_H
#define PIPESCOPE_PARAGRAPH_H

#include <stdio.h>

/* Longer words are not broken. */
#define PARAGRAPH_WIDTH 80

/**
 * struct paragraph - a text being composed
 * @out: where to write it: printable words separated by single spaces
 * @text: the text so far
 * @size: its length
 */
struct paragraph {
	FILE *out;
	char *text;
	size_t size;
};

/**
 * paragraph_begin() - begin a text
 * @paragraph: filled in; ends the program if there is no memory
 *
 * Return: @paragraph->out
 */
FILE *paragraph_begin(struct paragraph *paragraph);

/**
 * paragraph_end() - write a text after a label, wrapped to a terminal's width
 * @paragraph: the text
 * @label: what it is about
 * @out: the output stream
 */
void paragraph_end(struct paragraph *paragraph, const char *label, FILE *out);

#endif /* PIPESCOPE_PARAGRAPH_H */
