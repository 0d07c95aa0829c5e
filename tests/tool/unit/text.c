// SPDX-License-Identifier: GPL-2.0-only
/* Names with any bytes in them. */
#include <locale.h>

#include "claim.h"
#include "output/text.h"

static void claim_unescape(const char *escaped, const char *want)
{
	char *text = strdup(escaped);

	text_unescape(text);
	claim("unescape", escaped, text, want);
	free(text);
}

static void test_escapes(void)
{
	claim_unescape("", "");
	claim_unescape("cat", "cat");
	claim_unescape("a\\nb\\tc", "a\nb\tc");
	claim_unescape("\\e[2J\\a", "\033[2J\a");
	claim_unescape("\\\"\\\\n", "\"\\n");
	claim_unescape("\\303\\251", "\303\251");
	claim_unescape("\\1234", "S4");
	claim_unescape("\\x1b\\xe9", "\033\351");
	claim_unescape("\\0cut", "\\0cut");
	claim_unescape("\\400", "\\400");
	claim_unescape("\\q\\", "\\q\\");
	claim_unescape("\\x", "\\x");
}

static void claim_escaped(const char *rule, char *(*escape)(const char *text),
			  const char *text, const char *want)
{
	char *got = escape(text);

	claim(rule, want, got, want);
	free(got);
}

static void claim_utf8(const char *text, const char *want)
{
	claim_escaped("UTF-8", text_utf8, text, want);
}

static void test_utf8(void)
{
	claim_utf8("", "");
	claim_utf8("caf\303\251 \342\202\254 \360\237\220\247",
		   "caf\303\251 \342\202\254 \360\237\220\247");
	claim_utf8("\377", "\\xff");
	claim_utf8("\251a", "\\xa9a");
	claim_utf8("cut \342\202", "cut \\xe2\\x82");
	claim_utf8("\300\200", "\\xc0\\x80");
	claim_utf8("\340\200\257", "\\xe0\\x80\\xaf");
	claim_utf8("\355\240\200", "\\xed\\xa0\\x80");
	claim_utf8("\360\200\200\200", "\\xf0\\x80\\x80\\x80");
	claim_utf8("\364\220\200\200", "\\xf4\\x90\\x80\\x80");
}

static void claim_print_safe(const char *text, const char *want)
{
	char *got = NULL;
	size_t size;
	FILE *out = open_memstream(&got, &size);

	text_print(text, out);
	fclose(out);
	claim("print", want, got, want);
	free(got);
}

static void test_print(void)
{
	claim_print_safe("", "");
	claim_print_safe("runc:[2:INIT] \"x\"", "runc:[2:INIT] \"x\"");
	claim_print_safe("a\nb\033[2J\177", "a\\x0ab\\x1b[2J\\x7f");
	claim_print_safe("\303\251 \303", "\303\251 \\xc3");
	claim_print_safe("\302\233 \302\240", "\\xc2\\x9b \302\240");
	claim_print_safe("\302", "\\xc2");
}

static void claim_word(const char *text, const char *want)
{
	claim_escaped("word", text_word, text, want);
}

static void test_words(void)
{
	setlocale(LC_ALL, "C.UTF-8");
	claim_word("", "");
	claim_word("runc:[2:INIT]", "runc:[2:INIT]");
	claim_word("a b\tc\nd", "a\\x20b\\x09c\\x0ad");
	claim_word("\033[2J\177", "\\x1b[2J\\x7f");
	claim_word("\\x41", "\\x5cx41");
	claim_word("caf\303\251\302\233", "caf\303\251\\xc2\\x9b");
	claim_word("\377cut \342\202", "\\xffcut\\x20\\xe2\\x82");
	setlocale(LC_ALL, "C");
	claim_word("caf\303\251", "caf\\xc3\\xa9");
}

int main(void)
{
	test_escapes();
	test_utf8();
	test_print();
	test_words();
	return claims_status();
}
