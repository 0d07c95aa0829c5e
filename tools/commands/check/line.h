/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_LINE_H
#define PIPESCOPE_LINE_H

#include <json-c/json_types.h>

/* What node-problem-detector keeps of a line. */
#define LINE_MAX_LENGTH 80

/*
 * The one line that a plugin may write, on the standard output. Errors that end
 * the program become that line, too, with the status "UNKNOWN".
 */

/**
 * line_prepare() - from now on, keep error messages for the line
 */
void line_prepare(void);

/**
 * line_use_json() - make the line JSON
 */
void line_use_json(void);

/**
 * line_write() - write the line
 * @status: its first word, in capitals
 * @message: the rest; what makes the line too long is cut, and what may break it
 *	or is not ASCII becomes a question mark
 * @facts: members that JSON has beside status and message; freed here
 */
void line_write(const char *status, const char *message,
		struct json_object *facts);

#endif /* PIPESCOPE_LINE_H */
