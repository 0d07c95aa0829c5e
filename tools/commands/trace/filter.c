// SPDX-License-Identifier: GPL-2.0-only
/* Translates the user's options to filters that the kernel applies. */
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "commands/trace/filter.h"
#include "xalloc.h"

#define USEC_PER_MSEC	1000
#define USEC_PER_SEC	1000000
#define DURATION_LIMIT	((uintmax_t)INT64_MAX / USEC_PER_SEC)

static const struct {
	const char *name;
	uintmax_t usec;
} units[] = {
	{ "", USEC_PER_SEC },
	{ "s", USEC_PER_SEC },
	{ "ms", USEC_PER_MSEC },
	{ "us", 1 },
};

uintmax_t filter_duration(const char *what, const char *text)
{
	size_t digits = strspn(text, "0123456789");
	uintmax_t value = strtoumax(text, NULL, 10);

	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (digits && value <= DURATION_LIMIT &&
		    !strcmp(text + digits, units[i].name))
			return value * units[i].usec;
	errx(exit_failure, "not a valid time for %s: %s", what, text);
}

static bool has_field(struct tep_event *event, const char *field)
{
	return tep_find_field(event, field);
}

static void add_condition(char buf[FILTER_MAX], const char *condition)
{
	size_t len = strlen(buf);

	snprintf(buf + len, FILTER_MAX - len, "%s%s", len ? " && " : "",
		 condition);
}

static void add_namespace(char buf[FILTER_MAX], struct tep_event *event,
			  uintmax_t inum)
{
	char condition[80];

	if (has_field(event, "pipe_namespace"))
		snprintf(condition, sizeof(condition),
			 "(namespace == %ju || pipe_namespace == %ju)",
			 inum, inum);
	else
		snprintf(condition, sizeof(condition), "namespace == %ju",
			 inum);
	add_condition(buf, condition);
}

static void add_comparison(char buf[FILTER_MAX], const char *field,
			   const char *operator, uintmax_t value)
{
	char condition[80];

	snprintf(condition, sizeof(condition), "%s %s %ju", field, operator,
		 value);
	add_condition(buf, condition);
}

bool filter_expression(const struct filter *filter, struct tep_event *event,
		       char buf[FILTER_MAX])
{
	buf[0] = '\0';
	if ((filter->uid.known && !has_field(event, "uid")) ||
	    (filter->min_block.known && !has_field(event, "blocked_usec")))
		return false;
	if (filter->namespace.known)
		add_namespace(buf, event, filter->namespace.value);
	if (filter->uid.known)
		add_comparison(buf, "uid", "==", filter->uid.value);
	if (filter->min_block.known)
		add_comparison(buf, "blocked_usec", ">=",
			       filter->min_block.value);
	if (has_field(event, "tid"))
		add_comparison(buf, "tid", "!=", getpid());
	return true;
}
