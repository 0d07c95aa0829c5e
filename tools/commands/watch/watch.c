// SPDX-License-Identifier: GPL-2.0-only
/* Shows lists on a screen, and keeps them up to date. */
#include <fcntl.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "commands/commands.h"
#include "commands/stop.h"
#include "commands/watch/input.h"
#include "commands/watch/model.h"
#include "commands/watch/screen.h"
#include "commands/watch/terminal.h"
#include "options.h"
#include "read/file.h"
#include "xalloc.h"

#define MSEC_PER_SEC	1000
#define NSEC_PER_MSEC	1000000
#define INTERVAL_MAX	86400
/* How often to check that the module is still loaded. */
#define CHECK_MSEC	1000
/* The minimum interval, however often the number of stalled writers changes. */
#define SHORTEST_MSEC	200
/*
 * Rests this many times as long as reading took, so as not to load a hung host.
 */
#define REST_FACTOR	3

enum {
	WATCH_INTERVAL,
	WATCH_OPTIONS
};

static const struct option_info watch_options[WATCH_OPTIONS] = {
	[WATCH_INTERVAL] = { "interval", 'i', OPTION_VALUE, "seconds",
		"time between two updates (2); changes in the\n"
		"number of stalled writers show at once" },
};

/**
 * struct watch - a live screen
 * @host: the host
 * @model: what is shown
 * @stalled: the file stalled, for poll(2)
 * @interval: time between two updates, in milliseconds
 * @soonest: the earliest time for the next update, by now_msec()
 * @due: the time for the next update
 * @over: the user has quit
 */
struct watch {
	struct host host;
	struct model model;
	int stalled;
	int64_t interval;
	int64_t soonest;
	int64_t due;
	bool over;
};

static int64_t now_msec(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * (int64_t)MSEC_PER_SEC +
		time.tv_nsec / NSEC_PER_MSEC;
}

static int64_t later_of(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static void refresh_all(struct watch *watch)
{
	int64_t begun = now_msec(), done;
	char text[32];

	/* Read this first, so that any later change wakes again. */
	pread(watch->stalled, text, sizeof(text), 0);
	model_refresh(&watch->model, &watch->host);
	done = now_msec();
	watch->soonest = done + later_of(SHORTEST_MSEC,
					 REST_FACTOR * (done - begun));
	watch->due = later_of(watch->soonest, done + watch->interval);
}

static void handle_keys(struct watch *watch)
{
	int key;

	while (!watch->over && (key = screen_key()) >= 0) {
		switch (input_key(&watch->model, key)) {
		case INPUT_QUIT:
			watch->over = true;
			break;
		case INPUT_REFRESH:
			watch->due = 0;
			break;
		case INPUT_REDRAW:
			screen_redraw();
			break;
		case INPUT_NONE:
			break;
		}
	}
}

static int time_left(const struct watch *watch)
{
	int64_t left = watch->due - now_msec();

	if (left < 0)
		return 0;
	return left < CHECK_MSEC ? left : CHECK_MSEC;
}

static void wait_for_news(struct watch *watch)
{
	struct pollfd files[] = {
		{ .fd = STDIN_FILENO, .events = POLLIN },
		/*
		 * It stays readable until the next update, which may have to
		 * wait.
		 */
		{ .fd = watch->due > watch->soonest ? watch->stalled : -1,
		  .events = POLLPRI },
	};

	stop_poll(files, 2, time_left(watch));
	/* The terminal was closed. */
	if (files[0].revents & (POLLHUP | POLLERR | POLLNVAL))
		watch->over = true;
	if (files[1].revents)
		watch->due = watch->soonest;
}

static void watch_loop(struct watch *watch)
{
	while (!watch->over && !stop_wanted()) {
		if (host_module_gone(&watch->host)) {
			warnx("the module was unloaded");
			return;
		}
		if (watch->due <= now_msec())
			refresh_all(watch);
		screen_draw(&watch->model);
		wait_for_news(watch);
		handle_keys(watch);
	}
}

static int64_t wanted_interval(const struct options *options)
{
	const char *text = options->values[WATCH_INTERVAL];
	uintmax_t seconds = 2;

	if (text)
		seconds = options_number("--interval", text, INTERVAL_MAX);
	if (!seconds)
		errx(exit_failure, "--interval must be at least 1");
	return seconds * MSEC_PER_SEC;
}

static int watch_run(const struct command *command,
		     const struct options *options)
{
	struct watch watch = { .interval = wanted_interval(options) };

	(void)command;
	terminal_check();
	host_open(&watch.host, options->sysroot);
	watch.stalled = openat(watch.host.module, "stalled",
			       O_RDONLY | O_CLOEXEC);
	if (watch.stalled < 0)
		err(exit_failure, "cannot open /sys/kernel/pipescope/stalled");
	model_init(&watch.model);
	exit_unloaded = EXIT_SUCCESS;
	/* Errors should show up before the terminal is taken over. */
	refresh_all(&watch);
	stop_catch();
	screen_open();
	watch_loop(&watch);
	model_free(&watch.model);
	close(watch.stalled);
	host_close(&watch.host);
	return EXIT_SUCCESS;
}

const struct command watch_command = {
	.name = "watch",
	.summary = "stalled writers and namespaces, on a live screen",
	.description =
		"Shows the stalled writers and the namespaces on the terminal, and keeps them up\n"
		"to date. Keys: q quits, Tab switches to the other list, < and > choose the\n"
		"column to sort by, r reverses the order, arrows scroll.\n",
	.options = watch_options,
	.n_options = WATCH_OPTIONS,
	.run = watch_run,
};
