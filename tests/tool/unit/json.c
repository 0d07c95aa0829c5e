// SPDX-License-Identifier: GPL-2.0-only
/* Nested JSON, with names that hold any bytes. */
#include <json-c/json.h>

#include "claim.h"
#include "output/json.h"
#include "output/text.h"

static void claim_printed(const char *name, struct json_object *object,
			  bool one_line, const char *want)
{
	char *got;
	size_t size;
	FILE *out = open_memstream(&got, &size);

	json_print(object, one_line, out);
	fclose(out);
	claim("JSON", name, got, want);
	free(got);
}

static struct number known(uintmax_t value)
{
	return (struct number){ value, true };
}

static void test_values(void)
{
	struct json_object *object = json_new();

	claim_printed("nothing", object, true, "{}\n");
	json_add_number(object, "max", known(UINT64_MAX));
	json_add_number(object, "unknown", (struct number){ 5, false });
	claim_printed("numbers", object, true,
		      "{\"max\":18446744073709551615,\"unknown\":null}\n");
	json_object_put(object);

	object = json_new();
	json_add_flag(object, "yes", known(2));
	json_add_flag(object, "no", known(0));
	json_add_flag(object, "perhaps", (struct number){ 1, false });
	claim_printed("flags", object, true,
		      "{\"yes\":true,\"no\":false,\"perhaps\":null}\n");
	json_object_put(object);

	object = json_new();
	json_add_text(object, "text", "a/b");
	json_add_text(object, "empty", "");
	claim_printed("texts", object, true,
		      "{\"text\":\"a/b\",\"empty\":null}\n");
	json_object_put(object);
}

static void test_nesting(void)
{
	struct json_object *object = json_new();
	struct json_object *array =
		json_add_array(json_add_object(object, "b"), "a");

	json_add_number(json_append(array), "n", known(1));
	json_append(array);
	json_add_text(object, "a", "last");
	claim_printed("in order", object, true,
		      "{\"b\":{\"a\":[{\"n\":1},{}]},\"a\":\"last\"}\n");
	json_object_put(object);
}

static void test_lines(void)
{
	struct json_object *object = json_new();

	json_add_text(json_add_object(object, "inner"), "text", "x\ny");
	claim_printed("for people", object, false,
		      "{\n  \"inner\": {\n    \"text\": \"x\\ny\"\n  }\n}\n");
	json_object_put(object);
}

static void claim_text(const char *text, const char *want)
{
	struct json_object *object = json_new();
	char line[256];

	json_add_text(object, "t", text);
	snprintf(line, sizeof(line), "{\"t\":\"%s\"}\n", want);
	claim_printed(want, object, true, line);
	json_object_put(object);
}

static void test_texts(void)
{
	claim_text("a\nb\tc\r\b\f", "a\\nb\\tc\\r\\b\\f");
	claim_text("\033[2J\001\037", "\\u001b[2J\\u0001\\u001f");
	claim_text("\"],}\\", "\\\"],}\\\\");
	claim_text("caf\303\251 \342\202\254", "caf\303\251 \342\202\254");
	/* No UTF-8: as in lists. */
	claim_text("\377\300\200", "\\\\xff\\\\xc0\\\\x80");
	/* What begins an escape sequence in one character. */
	claim_text("\302\2332J", "\\u009b2J");
	claim_text("\302\200\302\237\302\240", "\\u0080\\u009f\302\240");
	claim_text("\177", "\\u007f");
	/* Not what it looks like. */
	claim_text("\342\202\233 \303\202", "\342\202\233 \303\202");
}

int main(void)
{
	test_values();
	test_nesting();
	test_lines();
	test_texts();
	return claims_status();
}
