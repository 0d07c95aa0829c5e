// SPDX-License-Identifier: GPL-2.0-only
/* What files of the module's directory have to show. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "commands/doctor/clock.h"
#include "commands/doctor/facts.h"
#include "read/file.h"

/* The module shows what it counts at once, and what is new a little later. */
#define PAUSE_USEC 10000

static struct fact *add(struct facts *facts, const char *path,
			va_list arguments)
{
	struct fact *fact = &facts->list[facts->n++];

	vsnprintf(fact->path, sizeof(fact->path), path, arguments);
	return fact;
}

void facts_number(struct facts *facts, uintmax_t want, const char *path, ...)
{
	struct fact *fact;
	va_list arguments;

	va_start(arguments, path);
	fact = add(facts, path, arguments);
	va_end(arguments);
	snprintf(fact->want, sizeof(fact->want), "%ju", want);
}

void facts_text(struct facts *facts, const char *want, const char *path, ...)
{
	struct fact *fact;
	va_list arguments;

	va_start(arguments, path);
	fact = add(facts, path, arguments);
	va_end(arguments);
	snprintf(fact->want, sizeof(fact->want), "%s", want);
}

static enum result look(const struct fact *fact, int module, char *why)
{
	char text[sizeof(fact->want)];
	ssize_t rc = file_read_line(module, fact->path, text, sizeof(text));

	if (rc == -EPERM || rc == -EACCES) {
		snprintf(why, REASON_MAX, "not permitted to read %s: run as root",
			 fact->path);
		return RESULT_NOT_CHECKED;
	}
	if (rc < 0 && !strcmp(fact->want, "0"))
		return RESULT_OK;
	if (rc < 0) {
		snprintf(why, REASON_MAX, "there is no %s", fact->path);
		return RESULT_FAILED;
	}
	if (!strcmp(text, fact->want))
		return RESULT_OK;
	snprintf(why, REASON_MAX, "%s shows '%s' and not '%s'", fact->path,
		 text, fact->want);
	return RESULT_FAILED;
}

static enum result look_at_all(const struct facts *facts, int module, char *why)
{
	enum result result = RESULT_OK;

	for (size_t i = 0; i < facts->n && result == RESULT_OK; i++)
		result = look(&facts->list[i], module, why);
	return result;
}

enum result facts_await(const struct facts *facts, int module,
			unsigned int msec, char *why)
{
	uintmax_t deadline = clock_usec() + msec * UINTMAX_C(1000);
	enum result result;

	while ((result = look_at_all(facts, module, why)) == RESULT_FAILED &&
	       clock_usec() < deadline)
		usleep(PAUSE_USEC);
	if (result == RESULT_OK)
		*why = '\0';
	return result;
}
