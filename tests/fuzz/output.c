// SPDX-License-Identifier: GPL-2.0-only
/* What may be printed, whatever processes call themselves. */
#include <json-c/json.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

#include "fuzz.h"

static void check_characters(const char *text)
{
	const char *end = text + strlen(text);
	mbstate_t state = { 0 };

	for (const char *p = text; p < end;) {
		wchar_t character;
		size_t len = mbrtowc(&character, p, end - p, &state);

		if (len > (size_t)(end - p))
			fuzz_fail("not UTF-8", p);
		if (character != L'\n' && iswcntrl(character))
			fuzz_fail("a control character", p);
		p += len;
	}
}

static void check_json(const char *text)
{
	struct json_tokener *tokener = json_tokener_new();
	size_t left = strlen(text);

	json_tokener_set_flags(tokener, JSON_TOKENER_STRICT |
			       JSON_TOKENER_ALLOW_TRAILING_CHARS |
			       JSON_TOKENER_VALIDATE_UTF8);
	while (left && strspn(text, "\n ") < left) {
		struct json_object *value =
			json_tokener_parse_ex(tokener, text, (int)left);
		size_t len = json_tokener_get_parse_end(tokener);

		if (json_tokener_get_error(tokener) != json_tokener_success)
			fuzz_fail("not JSON", text);
		json_object_put(value);
		text += len;
		left -= len;
		json_tokener_reset(tokener);
	}
	json_tokener_free(tokener);
}

void output_check(const char *text, bool json)
{
	check_characters(text);
	if (json)
		check_json(text);
}
