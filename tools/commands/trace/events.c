// SPDX-License-Identifier: GPL-2.0-only
/* The module's events: parses and enables them. */
#include <stdbool.h>
#include <unistd.h>

#include "commands/trace/events.h"
#include "xalloc.h"

#define SYSTEM "pipescope"

static struct tep_handle *parser_new(void)
{
	struct tep_handle *events = tep_alloc();

	if (!events)
		errx(exit_failure, "out of memory");
	/* The events were written by this machine. */
	tep_set_file_bigendian(events, tep_is_bigendian());
	tep_set_local_bigendian(events, tep_is_bigendian());
	tep_set_long_size(events, sizeof(long));
	tep_set_page_size(events, getpagesize());
	return events;
}

static void parse_event(struct tep_handle *events, const char *name)
{
	int size;
	char *format = tracefs_event_file_read(NULL, SYSTEM, name, "format",
					       &size);

	if (!format || tep_parse_event(events, format, size, SYSTEM))
		errx(exit_failure, "cannot read the format of event %s", name);
	free(format);
}

/*
 * tracefs_local_events_system() would also read all kernel symbols, which takes
 * a while, and the names of tasks, which may hold any bytes.
 */
struct tep_handle *events_parse(void)
{
	char **names = tracefs_system_events(NULL, SYSTEM);
	struct tep_handle *events;

	if (!names)
		errx(exit_failure,
		     "the module has no tracepoints: dmesg may show why");
	events = parser_new();
	for (size_t i = 0; names[i]; i++)
		parse_event(events, names[i]);
	tracefs_list_free(names);
	return events;
}

static bool is_wanted(const char *list, const char *name)
{
	size_t len = strlen(name);

	for (;;) {
		size_t n = strcspn(list, ",");

		if (n == len && !memcmp(list, name, n))
			return true;
		if (!list[n])
			return false;
		list += n + 1;
	}
}

static bool is_known(char **names, const char *name, size_t len)
{
	for (; *names; names++)
		if (strlen(*names) == len && !memcmp(*names, name, len))
			return true;
	return false;
}

static void check_list(char **names, const char *list)
{
	for (;;) {
		size_t n = strcspn(list, ",");

		if (!is_known(names, list, n))
			errx(exit_failure, "unknown event: %.*s", (int)n, list);
		if (!list[n])
			return;
		list += n + 1;
	}
}

/* Returns false if the filter rules the event out. */
static bool enable_event(struct tep_handle *events,
			 struct tracefs_instance *instance,
			 const char *name, const struct filter *filter)
{
	struct tep_event *event = tep_find_event_by_name(events, SYSTEM, name);
	char expression[FILTER_MAX];

	if (!event)
		errx(exit_failure, "cannot read the format of event %s", name);
	if (!filter_expression(filter, event, expression))
		return false;
	if (expression[0] &&
	    tracefs_event_file_write(instance, SYSTEM, name, "filter",
				     expression) < 0)
		errx(exit_failure, "the kernel rejects the filter for %s: %s",
		     name, expression);
	if (tracefs_event_enable(instance, SYSTEM, name))
		errx(exit_failure, "cannot enable %s", name);
	return true;
}

void events_enable(struct tep_handle *events,
		   struct tracefs_instance *instance, const char *list,
		   const struct filter *filter)
{
	char **names = tracefs_system_events(NULL, SYSTEM);
	bool any = false;

	if (!names)
		errx(exit_failure, "the module was unloaded");
	if (list)
		check_list(names, list);
	for (size_t i = 0; names[i]; i++)
		if (!list || is_wanted(list, names[i]))
			any |= enable_event(events, instance, names[i], filter);
	tracefs_list_free(names);
	if (!any)
		errx(exit_failure, "no event has all fields that the options refer to");
}
