// SPDX-License-Identifier: GPL-2.0-only
/* What may be printed, whatever processes call themselves. */
#include <json-c/json.h>
#include <string.h>
#include <wchar.h>
#include <wctype.h>

#include "fuzz.h"

/* What the names of metrics and labels are made of. */
#define NAME "abcdefghijklmnopqrstuvwxyz_"

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

/* Returns what follows the labels, NULL if they are none. */
static const char *skip_labels(const char *p)
{
	do {
		p += 1 + strspn(p + 1, NAME);
		if (strncmp(p, "=\"", 2))
			return NULL;
		for (p += 2; *p && *p != '"'; p++)
			if (*p == '\\' && (!*++p || !strchr("\\\"n", *p)))
				return NULL;
		if (*p++ != '"')
			return NULL;
	} while (*p == ',');
	return *p == '}' ? p + 1 : NULL;
}

/* "NAME{LABEL="VALUE",...} NUMBER", or a comment that is known. */
static bool is_metric(const char *line)
{
	static const char *const comments[] = {
		"# HELP pipescope_", "# TYPE pipescope_", "# UNIT pipescope_",
	};
	const char *p = line + strspn(line, NAME);

	for (size_t i = 0; i < sizeof(comments) / sizeof(*comments); i++)
		if (!strncmp(line, comments[i], strlen(comments[i])))
			return true;
	if (*p == '{')
		p = skip_labels(p);
	if (p == line || !p || *p++ != ' ')
		return false;
	line = p + strspn(p, "0123456789.");
	return line > p && *line == '\n';
}

static void check_metrics(const char *text)
{
	for (; strcmp(text, "# EOF\n"); text = strchr(text, '\n') + 1)
		if (!strchr(text, '\n') || !is_metric(text))
			fuzz_fail("not a metric", text);
}

void output_check(const char *text, enum form form)
{
	check_characters(text);
	if (form == FORM_JSON)
		check_json(text);
	if (form == FORM_METRICS)
		check_metrics(text);
}
