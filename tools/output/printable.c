// SPDX-License-Identifier: GPL-2.0-only
/* Text of any bytes, made safe for a terminal. */
#include <stdbool.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

#include "output/printable.h"

/* Returns the length of a character that can be shown unchanged, or 0. */
static size_t shown_length(const char *text)
{
	mbstate_t state = { 0 };
	wchar_t c;
	size_t n = mbrtowc(&c, text, strlen(text), &state);

	if (n == (size_t)-1 || n == (size_t)-2 || !iswprint(c) || wcwidth(c) < 1)
		return 0;
	return text[0] == '\\' && text[1] == 'x' ? 0 : n;
}

void printable_put(const char *text, FILE *out)
{
	while (*text) {
		size_t n = shown_length(text);

		if (n)
			fwrite(text, 1, n, out);
		else
			fprintf(out, "\\x%02x", (unsigned char)*text);
		text += n ? n : 1;
	}
}
