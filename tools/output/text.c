// SPDX-License-Identifier: GPL-2.0-only
/* Names that processes choose for themselves: they may hold any byte. */
#include <stddef.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

#include "output/text.h"
#include "xalloc.h"

/* The length of \xHH. */
#define ESCAPE_LEN 4

static int digit_value(char c, int base)
{
	static const char digits[] = "0123456789abcdef";
	const char *p = c ? strchr(digits, c | (c >= 'A' ? 0x20 : 0)) : NULL;

	return p && p - digits < base ? (int)(p - digits) : -1;
}

static size_t decode_number(const char *s, int base, size_t max, char *out)
{
	unsigned int value = 0;
	size_t n;

	for (n = 0; n < max && digit_value(s[n], base) >= 0; n++)
		value = value * base + digit_value(s[n], base);
	/* A name holds no NUL; one would truncate it. */
	if (!n || !value || value > UINT8_MAX)
		return 0;
	*out = (char)value;
	return n;
}

/* Returns the length of the escape after the backslash, 0 if there is none. */
static size_t decode_escape(const char *s, char *out)
{
	static const char letters[] = "nrtvfae\"\\";
	static const char values[] = "\n\r\t\v\f\a\033\"\\";
	const char *p = *s ? strchr(letters, *s) : NULL;
	size_t n;

	if (p) {
		*out = values[p - letters];
		return 1;
	}
	if (*s != 'x')
		return decode_number(s, 8, 3, out);
	n = decode_number(s + 1, 16, 2, out);
	return n ? n + 1 : 0;
}

void text_unescape(char *text)
{
	char *to = text;

	while (*text) {
		size_t n = *text == '\\' ? decode_escape(text + 1, to) : 0;

		if (!n)
			*to = *text;
		text += n + 1;
		to++;
	}
	*to = '\0';
}

/* Returns the length of the UTF-8 sequence that a byte starts, or 0. */
static size_t sequence_length(unsigned char c)
{
	if (c < 0x80)
		return 1;
	if (c >= 0xc2 && c <= 0xdf)
		return 2;
	if (c >= 0xe0 && c <= 0xef)
		return 3;
	if (c >= 0xf0 && c <= 0xf4)
		return 4;
	return 0;
}

/* Rejects overlong forms, surrogates, and code points above U+10FFFF. */
static bool second_byte_ok(unsigned char first, unsigned char second)
{
	switch (first) {
	case 0xe0:
		return second >= 0xa0;
	case 0xed:
		return second <= 0x9f;
	case 0xf0:
		return second >= 0x90;
	case 0xf4:
		return second <= 0x8f;
	default:
		return true;
	}
}

size_t text_sequence(const char *s)
{
	size_t n = sequence_length(*s);

	for (size_t i = 1; i < n; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	return n > 1 && !second_byte_ok(s[0], s[1]) ? 0 : n;
}

static char *escape_byte(char *to, char c)
{
	return to + sprintf(to, "\\x%02x", (unsigned char)c);
}

/* Copies text, and escapes each byte for which length() returns 0. */
static char *escape_text(const char *text, size_t (*length)(const char *s))
{
	char *copy = xcalloc(strlen(text) + 1, ESCAPE_LEN);
	char *to = copy;

	while (*text) {
		size_t n = length(text);

		to = n ? mempcpy(to, text, n) : escape_byte(to, *text);
		text += n ? n : 1;
	}
	return copy;
}

char *text_utf8(const char *text)
{
	return escape_text(text, text_sequence);
}

/* Returns the length of the character, 0 if it must be escaped. */
static size_t plain_character(const char *s)
{
	mbstate_t state = { 0 };
	wchar_t c;
	size_t n = mbrtowc(&c, s, strlen(s), &state);

	return n < (size_t)-2 && iswgraph(c) && c != '\\' ? n : 0;
}

char *text_word(const char *text)
{
	return escape_text(text, plain_character);
}

void text_print_json(const char *json, FILE *out)
{
	for (; *json; json++) {
		unsigned char c = json[0], next = json[1];

		if (c == 0x7f) {
			fputs("\\u007f", out);
		} else if (c == 0xc2 && next >= 0x80 && next <= 0x9f) {
			fprintf(out, "\\u%04x", next);
			json++;
		} else {
			putc(c, out);
		}
	}
}

static void print_bytes(const char *text, size_t n, FILE *out)
{
	for (size_t i = 0; i < n; i++)
		fprintf(out, "\\x%02x", (unsigned char)text[i]);
}

void text_print(const char *text, FILE *out)
{
	while (*text) {
		size_t n = text_sequence(text);
		unsigned char c = text[0], next = text[1];
		bool control = c < ' ' || c == 0x7f ||
			       (c == 0xc2 && next <= 0x9f);

		if (n && !control)
			fwrite(text, n, 1, out);
		else
			print_bytes(text, n ? n : 1, out);
		text += n ? n : 1;
	}
}
