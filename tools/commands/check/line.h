/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_LINE_H
#define PIPESCOPE_LINE_H

#include <json-c/json_types.h>

/* node-problem-detector cuts lines at this length. */
#define LINE_MAX_LENGTH 80

/*
 * A plugin may write a single line to the standard output. An error that ends
 * the program becomes that line as well, with the status "UNKNOWN".
 */

/**
 * line_prepare() - from now on, collect error messages for the line
 */
void line_prepare(void);

/**
 * line_use_json() - write the line as JSON
 */
void line_use_json(void);

/**
 * line_write() - write the line
 * @status: its first word, in capitals
 * @message: the rest; cut where the line becomes too long; unsafe and non-ASCII
 *	characters become question marks
 * @facts: members of the JSON besides status and message; freed here
 */
void line_write(const char *status, const char *message,
		struct json_object *facts);

#endif /* PIPESCOPE_LINE_H */
