// SPDX-License-Identifier: GPL-2.0-only
/* JSON objects and arrays. */
#include <json-c/json.h>

#include "output/json.h"
#include "output/text.h"
#include "xalloc.h"

static struct json_object *check_memory(struct json_object *value)
{
	if (!value)
		errx(exit_failure, "out of memory");
	return value;
}

static void add_value(struct json_object *object, const char *key,
		      struct json_object *value)
{
	if (json_object_object_add(object, key, value))
		errx(exit_failure, "out of memory");
}

struct json_object *json_new(void)
{
	return check_memory(json_object_new_object());
}

void json_add_text(struct json_object *object, const char *key,
		   const char *text)
{
	char *valid;

	if (!*text) {
		add_value(object, key, NULL);
		return;
	}
	valid = text_utf8(text);
	add_value(object, key, check_memory(json_object_new_string(valid)));
	free(valid);
}

void json_add_number(struct json_object *object, const char *key,
		     struct number number)
{
	struct json_object *value = NULL;

	if (number.known)
		value = check_memory(json_object_new_uint64(number.value));
	add_value(object, key, value);
}

void json_add_flag(struct json_object *object, const char *key,
		   struct number flag)
{
	struct json_object *value = NULL;

	if (flag.known)
		value = check_memory(json_object_new_boolean(!!flag.value));
	add_value(object, key, value);
}

struct json_object *json_add_object(struct json_object *object,
				    const char *key)
{
	struct json_object *inner = json_new();

	add_value(object, key, inner);
	return inner;
}

struct json_object *json_add_array(struct json_object *object, const char *key)
{
	struct json_object *array = check_memory(json_object_new_array());

	add_value(object, key, array);
	return array;
}

struct json_object *json_append(struct json_object *array)
{
	struct json_object *object = json_new();

	if (json_object_array_add(array, object))
		errx(exit_failure, "out of memory");
	return object;
}

void json_print(struct json_object *value, bool one_line, FILE *out)
{
	int flags = JSON_C_TO_STRING_NOSLASHESCAPE;
	const char *text;

	if (!one_line)
		flags |= JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED;
	text = json_object_to_json_string_ext(value, flags);
	if (!text)
		errx(exit_failure, "out of memory");
	text_print_json(text, out);
	fputc('\n', out);
}
