// SPDX-License-Identifier: GPL-2.0-only
/* The previous export. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "commands/export/previous.h"
#include "commands/export/series.h"
#include "read/file.h"
#include "xalloc.h"

/* Far more than any export with the highest --top. */
#define PREVIOUS_MAX 0x10000000
/* Unambiguous, because quotes in values are escaped. */
#define REST "{namespace=\"" SERIES_OTHER "\",except=\""

char *previous_read(const char *path)
{
	struct stat status;
	char *text;

	if (lstat(path, &status) || !S_ISREG(status.st_mode) ||
	    status.st_size >= PREVIOUS_MAX)
		return xstrdup("");
	text = xcalloc(status.st_size + 1, 1);
	file_read(AT_FDCWD, path, text, status.st_size + 1);
	return text;
}

/* In the format of metrics_write(). Returns false if it is not. */
static bool parse_value(const char *text, struct value *value)
{
	char *end;

	if (!isdigit((unsigned char)*text))
		return false;
	errno = 0;
	value->number = strtoumax(text, &end, 10);
	if (errno)
		return false;
	if (!value->digits)
		return *end == '\n';
	if (*end++ != '.')
		return false;
	for (int i = 0; i < value->digits; i++, end++) {
		if (!isdigit((unsigned char)*end))
			return false;
		value->number = value->number * 10 + (*end - '0');
	}
	return *end == '\n';
}

struct value previous_keep(const char *previous, const char *name,
			   const char *labels, struct value value)
{
	struct value before = { .digits = value.digits };
	const char *found;
	char *start;

	if (!*previous)
		return value;
	if (asprintf(&start, "\n%s{%s} ", name, labels) < 0)
		err(exit_failure, "out of memory");
	found = strstr(previous, start);
	if (found && parse_value(found + strlen(start), &before) &&
	    before.number > value.number)
		value = before;
	free(start);
	return value;
}

uintmax_t previous_turn(const char *previous, const char *set)
{
	const char *found = strstr(previous, REST);
	uintmax_t turn;
	char before[17];

	if (!found || sscanf(found + strlen(REST), "%16[0-9a-f]-%ju", before,
			     &turn) != 2)
		return 0;
	return turn + !!strcmp(before, set);
}
