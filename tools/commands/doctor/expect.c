// SPDX-License-Identifier: GPL-2.0-only
/* The values that files of the module's directory are expected to show. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "commands/doctor/clock.h"
#include "commands/doctor/expect.h"
#include "read/file.h"

/* Counters change at once; new objects appear a little later. */
#define PAUSE_USEC 10000

static struct expectation *expect_add(struct expected *expected,
				      const char *path,
				      va_list arguments)
{
	struct expectation *expectation = &expected->list[expected->n++];

	vsnprintf(expectation->path, sizeof(expectation->path), path,
		  arguments);
	return expectation;
}

void expect_number(struct expected *expected, uintmax_t want, const char *path,
		   ...)
{
	struct expectation *expectation;
	va_list arguments;

	va_start(arguments, path);
	expectation = expect_add(expected, path, arguments);
	va_end(arguments);
	snprintf(expectation->want, sizeof(expectation->want), "%ju", want);
}

void expect_text(struct expected *expected, const char *want, const char *path,
		 ...)
{
	struct expectation *expectation;
	va_list arguments;

	va_start(arguments, path);
	expectation = expect_add(expected, path, arguments);
	va_end(arguments);
	snprintf(expectation->want, sizeof(expectation->want), "%s", want);
}

static enum check_result check_one(const struct expectation *expectation,
				   int module, char *why)
{
	char text[sizeof(expectation->want)];
	ssize_t rc = file_read_line(module, expectation->path, text,
				    sizeof(text));

	if (rc == -EPERM || rc == -EACCES) {
		snprintf(why, REASON_MAX,
			 "not permitted to read %s: run as root",
			 expectation->path);
		return RESULT_NOT_CHECKED;
	}
	if (rc < 0 && !strcmp(expectation->want, "0"))
		return RESULT_OK;
	if (rc < 0) {
		snprintf(why, REASON_MAX, "%s is missing", expectation->path);
		return RESULT_FAILED;
	}
	if (!strcmp(text, expectation->want))
		return RESULT_OK;
	snprintf(why, REASON_MAX, "%s shows '%s', not '%s'",
		 expectation->path,
		 text, expectation->want);
	return RESULT_FAILED;
}

static enum check_result check_all(const struct expected *expected, int module,
				   char *why)
{
	enum check_result result = RESULT_OK;

	for (size_t i = 0; i < expected->n && result == RESULT_OK; i++)
		result = check_one(&expected->list[i], module, why);
	return result;
}

enum check_result expect_await(const struct expected *expected, int module,
			       unsigned int msec, char *why)
{
	uintmax_t deadline = clock_usec() + msec * UINTMAX_C(1000);
	enum check_result result;

	while ((result = check_all(expected, module, why)) == RESULT_FAILED &&
	       clock_usec() < deadline)
		usleep(PAUSE_USEC);
	if (result == RESULT_OK)
		*why = '\0';
	return result;
}
