// SPDX-License-Identifier: GPL-2.0-only
/* Follows the module's tracepoints, a line for each event. */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "commands/commands.h"
#include "commands/stop.h"
#include "commands/trace/buffers.h"
#include "commands/trace/event_line.h"
#include "commands/trace/events.h"
#include "commands/trace/filter.h"
#include "commands/trace/instance.h"
#include "options.h"
#include "read/host.h"
#include "xalloc.h"

/* How often it is looked whether the module is still there. */
#define CHECK_MSEC 1000

enum {
	TRACE_JSON,
	TRACE_EVENTS,
	TRACE_NAMESPACE,
	TRACE_UID,
	TRACE_MIN_BLOCK,
	TRACE_OPTIONS
};

static const struct option_info trace_options[TRACE_OPTIONS] = {
	[TRACE_JSON] = OPTION_JSON,
	[TRACE_EVENTS] = { "events", 'e', OPTION_VALUE, "names",
		"only these events, with commas between them" },
	[TRACE_NAMESPACE] = { "namespace", 'N', OPTION_VALUE, "inum",
		"only writers in this pid namespace, and pipes\n"
		"that belong to it" },
	[TRACE_UID] = { "uid", 'u', OPTION_VALUE, "uid",
		"only events of pipes accounted to this user" },
	[TRACE_MIN_BLOCK] = { "min-block", 'm', OPTION_VALUE, "time",
		"only events of writers that have been blocked\n"
		"for this many seconds, or as in 100ms" },
};

/**
 * struct trace - a trace on its way
 * @style: how lines are written
 * @instance: where events are recorded
 * @events: what decodes them
 * @ready: readable while there are events
 * @over: nobody wants more lines
 */
struct trace {
	struct line_style style;
	struct tracefs_instance *instance;
	struct tep_handle *events;
	int ready;
	bool over;
};

static struct number option_number(const struct options *options, int option,
				   const char *what)
{
	const char *text = options->values[option];

	if (!text)
		return (struct number){ 0 };
	return (struct number){ options_number(what, text, UINT32_MAX), true };
}

static struct filter make_filter(const struct options *options)
{
	const char *min_block = options->values[TRACE_MIN_BLOCK];
	struct filter filter = {
		.namespace = option_number(options, TRACE_NAMESPACE,
					   "--namespace"),
		.uid = option_number(options, TRACE_UID, "--uid"),
		.min_block.known = min_block,
	};

	if (min_block)
		filter.min_block.value = filter_duration("--min-block",
							 min_block);
	return filter;
}

/* Returns false if that would take longer than may be when it is to end. */
static bool wait_for_output(void)
{
	struct pollfd output = { .fd = STDOUT_FILENO, .events = POLLOUT };
	int n;

	do {
		n = stop_poll(&output, 1, stop_wanted() ? 0 : -1);
	} while (n < 0);
	return n;
}

/* A line is written when it is complete, so that its reader has it at once. */
static void put_line(struct trace *trace, char *line, size_t size)
{
	for (size_t done = 0; done < size && !trace->over;) {
		ssize_t n;

		if (!wait_for_output()) {
			trace->over = true;
			break;
		}
		n = write(STDOUT_FILENO, line + done, size - done);
		/* Who reads it may go when it has seen enough. */
		if (n < 0 && errno != EPIPE)
			err(exit_failure, "write error");
		if (n < 0)
			trace->over = true;
		else
			done += n;
	}
	free(line);
}

static void put_event(struct trace *trace, struct tep_record *record)
{
	struct tep_event *event = tep_find_event_by_record(trace->events,
							   record);
	char *line;
	size_t size;

	if (record->missed_events) {
		line = event_line_lost(&trace->style, record, &size);
		put_line(trace, line, size);
	}
	if (!event)
		return;
	line = event_line_format(&trace->style, event, record, &size);
	put_line(trace, line, size);
}

/* Those made until now: there may be always more. */
static void put_events(struct trace *trace)
{
	struct tep_record record;

	buffers_begin();
	while (!trace->over && buffers_next(&record))
		put_event(trace, &record);
}

static void follow_events(struct trace *trace, const struct host *host)
{
	while (!trace->over && !stop_wanted()) {
		struct pollfd files[] = {
			{ .fd = trace->ready, .events = POLLIN },
			/* It tells when nobody reads any more. */
			{ .fd = STDOUT_FILENO },
		};

		if (host_module_gone(host)) {
			warnx("the module was unloaded");
			return;
		}
		if (stop_poll(files, 2,
			      buffers_pending() ? 0 : CHECK_MSEC) > 0 &&
		    files[1].revents)
			return;
		put_events(trace);
	}
	/* What happened until now is still told, and nothing else. */
	tracefs_trace_off(trace->instance);
	do {
		put_events(trace);
	} while (!trace->over && buffers_pending());
}

static int trace_run(const struct command *command,
		     const struct options *options)
{
	struct filter filter = make_filter(options);
	struct trace trace = { .style.json = options->given[TRACE_JSON] };
	struct host host;

	(void)command;
	if (options->sysroot)
		errx(exit_failure, "a recorded tree has no events to follow");
	host_open(&host, NULL);
	trace.style.proc = host.proc;
	stop_catch();
	trace.instance = instance_open(&trace.ready);
	buffers_open(trace.instance);
	trace.events = events_parse();
	events_enable(trace.events, trace.instance,
		      options->values[TRACE_EVENTS], &filter);
	tracefs_trace_on(trace.instance);
	follow_events(&trace, &host);
	tep_free(trace.events);
	host_close(&host);
	return EXIT_SUCCESS;
}

const struct command trace_command = {
	.name = "trace",
	.summary = "follow what happens to pipes and their writers",
	.description =
		"A line for each event of the module, until SIGINT: its time, the command and\n"
		"thread id of the task, the event, and its fields.\n",
	.options = trace_options,
	.n_options = TRACE_OPTIONS,
	.run = trace_run,
};
