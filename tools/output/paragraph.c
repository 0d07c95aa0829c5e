// SPDX-License-Identifier: GPL-2.0-only
/* Labelled texts, wrapped to a terminal's width. */
#include <string.h>
#include <wchar.h>

#include "output/paragraph.h"
#include "xalloc.h"

/* The columns in which labels and texts begin. */
#define LABEL	2
#define INDENT	11

/* The columns that a word takes; a byte that is no character takes one. */
static size_t word_width(const char *word, size_t len)
{
	mbstate_t state = { 0 };
	size_t width = 0;

	while (len) {
		wchar_t c;
		size_t n = mbrtowc(&c, word, len, &state);

		if (!n || n > len) {
			memset(&state, 0, sizeof(state));
			c = L' ';
			n = 1;
		}
		width += wcwidth(c) < 0 ? 1 : wcwidth(c);
		word += n;
		len -= n;
	}
	return width;
}

static void print_paragraph(const char *label, const char *text, FILE *out)
{
	size_t column = INDENT;

	fprintf(out, "%*s%-*s", LABEL, "", INDENT - LABEL, label);
	while (*text) {
		size_t len = strcspn(text, " ");
		size_t width = word_width(text, len);

		if (column > INDENT && column + 1 + width > PARAGRAPH_WIDTH) {
			fprintf(out, "\n%*s", INDENT, "");
			column = INDENT;
		} else if (column > INDENT) {
			fputc(' ', out);
			column++;
		}
		fwrite(text, 1, len, out);
		column += width;
		text += len + (text[len] == ' ');
	}
	fputc('\n', out);
}

FILE *paragraph_begin(struct paragraph *paragraph)
{
	paragraph->out = open_memstream(&paragraph->text, &paragraph->size);
	if (!paragraph->out)
		err(exit_failure, "out of memory");
	return paragraph->out;
}

void paragraph_end(struct paragraph *paragraph, const char *label, FILE *out)
{
	if (fclose(paragraph->out))
		err(exit_failure, "out of memory");
	print_paragraph(label, paragraph->text, out);
	free(paragraph->text);
}
