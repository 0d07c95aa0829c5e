// SPDX-License-Identifier: GPL-2.0-only
/* A plugin for monitoring: one line, and a status. */
#include <inttypes.h>
#include <json-c/json.h>
#include <stdio.h>

#include "commands/check/line.h"
#include "commands/check/worst.h"
#include "commands/commands.h"
#include "options.h"
#include "output/duration.h"
#include "output/json.h"
#include "xalloc.h"

/* As node-problem-detector defines them. */
enum {
	STATUS_OK,
	STATUS_PROBLEM,
	STATUS_UNKNOWN,
};

enum {
	OPT_MAX_STALLED,
	OPT_MAX_AGE,
	OPT_MAX_QUOTA,
	OPT_JSON,
	N_OPTIONS
};

/* In microseconds this still fits in a number. */
#define LIMIT_MAX	1000000000
#define USEC_PER_SEC	1000000

static const struct option_info check_options[N_OPTIONS] = {
	[OPT_MAX_STALLED] = { "max-stalled", 0, OPTION_VALUE, "n",
		"problem if more writers are stalled (10)" },
	[OPT_MAX_AGE] = { "max-age", 0, OPTION_VALUE, "seconds",
		"problem if one has been blocked for longer (300)" },
	[OPT_MAX_QUOTA] = { "max-quota", 0, OPTION_VALUE, "percent",
		"problem if a user has more of pipe-user-pages-soft (90)" },
	[OPT_JSON] = OPTION_JSON,
};

static const struct {
	const char *option;
	const char *key;
	uintmax_t value;
} defaults[] = {
	[OPT_MAX_STALLED] = { "--max-stalled", "max_stalled", 10 },
	[OPT_MAX_AGE] = { "--max-age", "max_age", 300 },
	[OPT_MAX_QUOTA] = { "--max-quota", "max_quota", 90 },
};

#define N_LIMITS (sizeof(defaults) / sizeof(*defaults))

static void read_limits(const struct options *options, uintmax_t *limits)
{
	for (size_t i = 0; i < N_LIMITS; i++) {
		const char *text = options->values[i];

		limits[i] = defaults[i].value;
		if (text)
			limits[i] = options_number(defaults[i].option, text,
						   LIMIT_MAX);
	}
}

static void describe_longest(const struct worst *worst, FILE *out)
{
	char duration[DURATION_MAX];

	duration_format(duration, sizeof(duration), worst->usec.value);
	fprintf(out, "%s (%ju) blocked for %s", worst->comm, worst->tid,
		duration);
}

static void describe_user(const struct worst *worst, FILE *out)
{
	if (worst->pages.known)
		fprintf(out, "uid %ju at %ju%% of its pages", worst->uid,
			worst->percent.value);
	else
		fputs("no quota in use", out);
}

/* Most urgent first: the longest stall, the number of stalls, the quota. */
static bool describe_problems(const struct worst *worst,
			      const uintmax_t *limits, FILE *out)
{
	const char *separator = "";

	if (worst->usec.value > limits[OPT_MAX_AGE] * USEC_PER_SEC) {
		describe_longest(worst, out);
		separator = "; ";
	}
	if (worst->stalled.value > limits[OPT_MAX_STALLED]) {
		fprintf(out, "%s%ju stalled", separator, worst->stalled.value);
		separator = "; ";
	}
	if (worst->percent.value > limits[OPT_MAX_QUOTA]) {
		fputs(separator, out);
		describe_user(worst, out);
		separator = "; ";
	}
	return *separator;
}

static void describe_all(const struct worst *worst, FILE *out)
{
	fprintf(out, "%ju stalled; ", worst->stalled.value);
	if (worst->tid) {
		describe_longest(worst, out);
		fputs("; ", out);
	}
	describe_user(worst, out);
}

static struct json_object *make_json(const struct worst *worst,
				     const uintmax_t *limits)
{
	struct json_object *json = json_new();
	struct number tid = { worst->tid, worst->tid };
	struct number uid = { worst->uid, worst->pages.known };

	json_add_number(json, "stalled", worst->stalled);
	json_add_number(json, "tid", tid);
	json_add_text(json, "command", worst->comm);
	json_add_number(json, "blocked_usec", worst->usec);
	json_add_number(json, "uid", uid);
	json_add_number(json, "pages", worst->pages);
	json_add_number(json, "soft", worst->quota.soft);
	json_add_number(json, "percent", worst->percent);
	for (size_t i = 0; i < N_LIMITS; i++)
		json_add_number(json, defaults[i].key,
				(struct number){ limits[i], true });
	return json;
}

/* A certain problem takes precedence over missing facts. */
static int report_status(const struct worst *worst, const uintmax_t *limits,
			 const char *unknown)
{
	static const char *const words[] = {
		[STATUS_OK] = "OK",
		[STATUS_PROBLEM] = "PROBLEM",
		[STATUS_UNKNOWN] = "UNKNOWN",
	};
	int status = STATUS_PROBLEM;
	char *message;
	size_t size;
	FILE *out = open_memstream(&message, &size);

	if (!out)
		err(exit_failure, "open_memstream");
	if (!describe_problems(worst, limits, out)) {
		status = unknown ? STATUS_UNKNOWN : STATUS_OK;
		if (unknown)
			fputs(unknown, out);
		else
			describe_all(worst, out);
	}
	if (fclose(out))
		err(exit_failure, "open_memstream");
	line_write(words[status], message, make_json(worst, limits));
	free(message);
	return status;
}

static int run_check(const struct command *command,
		     const struct options *options)
{
	uintmax_t limits[N_LIMITS];
	const char *unknown;
	struct worst worst;
	struct host host;

	(void)command;
	if (options->given[OPT_JSON])
		line_use_json();
	read_limits(options, limits);
	host_open(&host, options->sysroot);
	/* host_open() has warned: its message becomes the line. */
	if (host.armed.known && !host.armed.value)
		exit(exit_failure);
	unknown = worst_read(&worst, &host);
	host_close(&host);
	return report_status(&worst, limits, unknown);
}

const struct command check_command = {
	.name = "check",
	.summary = "report in one line whether there is a problem, for monitoring",
	.description =
		"Prints one line on the standard output, even on errors. The exit status is 0 if\n"
		"all is well, 1 if there is a problem, and 2 if that is not known.\n",
	.options = check_options,
	.n_options = N_OPTIONS,
	.failure = STATUS_UNKNOWN,
	.prepare = line_prepare,
	.run = run_check,
};
