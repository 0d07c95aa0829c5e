// SPDX-License-Identifier: GPL-2.0-only
/* Texts of any bytes in lines of a terminal's width. */
#include <locale.h>

#include "claim.h"
#include "output/paragraph.h"
#include "output/printable.h"

static void claim_printable(const char *text, const char *want)
{
	char *got;
	size_t size;
	FILE *out = open_memstream(&got, &size);

	printable_put(text, out);
	fclose(out);
	claim("printable", want, got, want);
	free(got);
}

static void test_printable(void)
{
	claim_printable("runc:[2:INIT] \\ x", "runc:[2:INIT] \\ x");
	claim_printable("a\n\t\033[2J\177", "a\\x0a\\x09\\x1b[2J\\x7f");
	claim_printable("caf\303\251 \342\202\254", "caf\303\251 \342\202\254");
	claim_printable("\377\303", "\\xff\\xc3");
	/* What looks like an escape and is none. */
	claim_printable("\\x0a", "\\x5cx0a");
	/* An escape sequence in one character; text from right to left. */
	claim_printable("\302\233", "\\xc2\\x9b");
	claim_printable("\342\200\256", "\\xe2\\x80\\xae");
	claim_printable("", "");
}

static void claim_paragraph(const char *name, const char *text, const char *want)
{
	struct paragraph paragraph;
	char *got;
	size_t size;
	FILE *out = open_memstream(&got, &size);

	fputs(text, paragraph_begin(&paragraph));
	paragraph_end(&paragraph, "label", out);
	fclose(out);
	claim("paragraph", name, got, want);
	free(got);
}

#define NINE "123456789 "
#define INDENT "           "

static void test_paragraphs(void)
{
	char word[81] = "", text[100], want[200];

	claim_paragraph("short", "one two", "  label    one two\n");
	claim_paragraph("up to the last column", NINE NINE NINE NINE NINE NINE "123456789",
			"  label    " NINE NINE NINE NINE NINE NINE "123456789\n");
	claim_paragraph("past it", NINE NINE NINE NINE NINE NINE "1234567890",
			"  label    123456789 123456789 123456789 123456789 123456789 123456789\n"
			INDENT "1234567890\n");
	claim_paragraph("characters are counted, not bytes",
			NINE NINE NINE NINE NINE NINE "12345678\303\251",
			"  label    " NINE NINE NINE NINE NINE NINE "12345678\303\251\n");
	claim_paragraph("characters of two columns",
			NINE NINE NINE NINE NINE NINE "12345678\346\274\242",
			"  label    123456789 123456789 123456789 123456789 123456789 123456789\n"
			INDENT "12345678\346\274\242\n");
	memset(word, 'x', sizeof(word) - 1);
	snprintf(text, sizeof(text), "1 %s 2", word);
	snprintf(want, sizeof(want), "  label    1\n" INDENT "%s\n" INDENT "2\n", word);
	claim_paragraph("a long word", text, want);
}

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	test_printable();
	test_paragraphs();
	return claims_status();
}
