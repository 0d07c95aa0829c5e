// SPDX-License-Identifier: GPL-2.0-only
/* The single line that a plugin may write. */
#include <ctype.h>
#include <errno.h>
#include <json-c/json.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "commands/check/line.h"
#include "output/json.h"
#include "xalloc.h"

#define CUT "..."

static FILE *real_stderr;
static char *messages;
static size_t messages_size;
static bool use_json;
static bool written;

/* A newline would end it, and Nagios parses text after a bar as numbers. */
static void clean_line(char *line)
{
	for (; *line; line++)
		if (!isascii((unsigned char)*line) ||
		    !isprint((unsigned char)*line) || *line == '|')
			*line = '?';
}

static void write_text(const char *status, const char *message)
{
	char line[LINE_MAX_LENGTH + 1];
	int len = snprintf(line, sizeof(line), "%s: %s", status, message);

	if (len > LINE_MAX_LENGTH)
		memcpy(line + LINE_MAX_LENGTH - strlen(CUT), CUT, strlen(CUT));
	clean_line(line);
	puts(line);
}

static void write_json(const char *status, const char *message,
		       struct json_object *facts)
{
	struct json_object *line = json_new();
	char word[LINE_MAX_LENGTH];
	size_t i;

	for (i = 0; status[i] && i < sizeof(word) - 1; i++)
		word[i] = tolower((unsigned char)status[i]);
	word[i] = '\0';
	json_add_text(line, "status", word);
	json_add_text(line, "message", message);
	json_object_object_foreach(facts, key, value)
		json_object_object_add(line, key, json_object_get(value));
	json_print(line, true, stdout);
	json_object_put(line);
}

void line_write(const char *status, const char *message,
		struct json_object *facts)
{
	written = true;
	if (use_json)
		write_json(status, message, facts);
	else
		write_text(status, message);
	json_object_put(facts);
}

void line_use_json(void)
{
	use_json = true;
}

static char *drop_name(char *message, const char *name)
{
	size_t len = strlen(name);

	if (!strncmp(message, name, len) && !strncmp(message + len, ": ", 2))
		message += len + 2;
	return message;
}

/* Only the first message counts: others, such as hints, are consequences. */
static void write_messages(void)
{
	char *message;

	fclose(stderr);
	stderr = real_stderr;
	if (*messages && !written) {
		messages[strcspn(messages, "\n")] = '\0';
		message = drop_name(messages, program_invocation_name);
		message = drop_name(message, program_invocation_short_name);
		line_write("UNKNOWN", message, json_new());
	}
	free(messages);
}

void line_prepare(void)
{
	FILE *memory = open_memstream(&messages, &messages_size);

	if (!memory || atexit(write_messages))
		err(exit_failure, "cannot collect messages");
	real_stderr = stderr;
	stderr = memory;
}
