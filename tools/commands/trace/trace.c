// SPDX-License-Identifier: GPL-2.0-only
/* Follows the module's tracepoints, and prints one line per event. */
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

/* How often to check that the module is still loaded. */
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
		"only these events (comma-separated)" },
	[TRACE_NAMESPACE] = { "namespace", 'N', OPTION_VALUE, "inum",
		"only writers in this pid namespace, and pipes\n"
		"that belong to it" },
	[TRACE_UID] = { "uid", 'u', OPTION_VALUE, "uid",
		"only events of pipes accounted to this user" },
	[TRACE_MIN_BLOCK] = { "min-block", 'm', OPTION_VALUE, "time",
		"only events of writers blocked for at least this\n"
		"many seconds, or with a unit, as in 100ms" },
};

/**
 * struct trace - a trace in progress
 * @style: the format of lines
 * @instance: the tracefs instance that records the events
 * @events: the decoder of events
 * @ready: readable while there are events
 * @over: no more lines are wanted
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

/* Returns false if the program is to stop, and output would block. */
static bool wait_for_output(void)
{
	struct pollfd output = { .fd = STDOUT_FILENO, .events = POLLOUT };
	int n;

	do {
		n = stop_poll(&output, 1, stop_wanted() ? 0 : -1);
	} while (n < 0);
	return n;
}

/*
 * Writes each line as soon as it is complete, so that readers get it at once.
 */
static void put_line(struct trace *trace, char *line, size_t size)
{
	for (size_t done = 0; done < size && !trace->over;) {
		ssize_t n;

		if (!wait_for_output()) {
			trace->over = true;
			break;
		}
		n = write(STDOUT_FILENO, line + done, size - done);
		/* The reader may close the pipe once it has seen enough. */
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

/* Only those recorded until now: there may always be more. */
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
			/* For POLLERR, once there is no reader any more. */
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
	/* Prints the events recorded until now, and no others. */
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
		errx(exit_failure, "trace cannot be used with --sysroot");
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
	.summary = "follow events of pipes and their writers",
	.description =
		"Prints one line for each event of the module, until SIGINT: its time, the\n"
		"command and thread id of the task, the event, and its fields.\n",
	.options = trace_options,
	.n_options = TRACE_OPTIONS,
	.run = trace_run,
};
