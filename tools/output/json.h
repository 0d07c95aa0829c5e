/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_JSON_H
#define PIPESCOPE_JSON_H

#include <json-c/json_types.h>
#include <stdbool.h>
#include <stdio.h>

#include "read/sysfs.h"

/*
 * JSON objects other than lists, built by json-c; values are written as in
 * lists. A value added to an object or array belongs to it: json_object_put()
 * of the outermost one frees all. Keys keep the order in which they were added.
 * All of these functions end the program if there is no memory.
 */

/**
 * json_new() - make an empty object
 *
 * Return: the object
 */
struct json_object *json_new(void);

/**
 * json_add_text() - add text of any bytes to an object
 * @object: the object
 * @key: its key, in ASCII
 * @text: the text, null if it is empty; see text_utf8()
 */
void json_add_text(struct json_object *object, const char *key,
		   const char *text);

/**
 * json_add_number() - add a number to an object
 * @object: the object
 * @key: its key, in ASCII
 * @number: the number, null if it is not known
 */
void json_add_number(struct json_object *object, const char *key,
		     struct number number);

/**
 * json_add_flag() - add true or false to an object
 * @object: the object
 * @key: its key, in ASCII
 * @flag: 0 for false, null if it is not known
 */
void json_add_flag(struct json_object *object, const char *key,
		   struct number flag);

/**
 * json_add_object() - add an empty object to an object
 * @object: the outer object
 * @key: its key, in ASCII
 *
 * Return: the inner object
 */
struct json_object *json_add_object(struct json_object *object,
				    const char *key);

/**
 * json_add_array() - add an empty array to an object
 * @object: the object
 * @key: its key, in ASCII
 *
 * Return: the array
 */
struct json_object *json_add_array(struct json_object *object,
				   const char *key);

/**
 * json_append() - append an empty object to an array
 * @array: the array
 *
 * Return: the object
 */
struct json_object *json_append(struct json_object *array);

/**
 * json_print() - write a value and a newline
 * @value: an object or array
 * @one_line: write no spaces and line breaks, for one object per line
 * @out: the output stream
 */
void json_print(struct json_object *value, bool one_line, FILE *out);

#endif /* PIPESCOPE_JSON_H */
