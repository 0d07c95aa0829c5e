// SPDX-License-Identifier: GPL-2.0-only
/* Unblocks a stalled writer. */
#include <stdio.h>
#include <stdlib.h>

#include "commands/commands.h"
#include "commands/relieve/drain.h"
#include "commands/relieve/grow.h"
#include "commands/relieve/relief.h"
#include "commands/relieve/report.h"
#include "commands/relieve/size.h"
#include "options.h"
#include "xalloc.h"

#define TIMEOUT_DEFAULT	5
#define TIMEOUT_MOST	86400
#define MSEC_PER_SEC	1000

enum {
	OPT_DRAIN,
	OPT_DRY_RUN,
	OPT_GROW,
	OPT_INODE,
	OPT_INTERACTIVE,
	OPT_JSON,
	OPT_MAX_BYTES,
	OPT_TIMEOUT,
	OPTIONS
};

static const struct option_info own_options[OPTIONS] = {
	[OPT_DRAIN] = { "drain", 0, OPTION_VALUE, "file",
		"move data from the pipe into a new file: the\n"
		"reader will not get it" },
	[OPT_DRY_RUN] = { "dry-run", 0, OPTION_FLAG, NULL,
		"check everything, report the plan, do nothing" },
	[OPT_GROW] = { "grow", 0, OPTION_MAY, "size",
		"make the pipe larger (the default)" },
	[OPT_INODE] = { "inode", 0, OPTION_VALUE, "number",
		"only if the writer's pipe has this inode number" },
	[OPT_INTERACTIVE] = { "interactive", 'i', OPTION_FLAG, NULL,
		"ask before doing anything" },
	[OPT_JSON] = OPTION_JSON,
	[OPT_MAX_BYTES] = { "max-bytes", 0, OPTION_VALUE, "n",
		"with --drain: move at most this many bytes" },
	[OPT_TIMEOUT] = { "timeout", 0, OPTION_VALUE, "seconds",
		"how long to wait for the writer to unblock (5)" },
};

static void exclude_options(const struct options *options, int a, int b)
{
	if (options->given[a] && options->given[b])
		errx(exit_failure, "mutually exclusive options: --%s --%s",
		     own_options[a].name, own_options[b].name);
}

static uintmax_t option_number(const struct options *options, int option,
			       uintmax_t most)
{
	char name[32];

	snprintf(name, sizeof(name), "--%s", own_options[option].name);
	return options_number(name, options->values[option], most);
}

static void parse_options(const struct options *options, struct relief *relief)
{
	const char *size = options->values[OPT_GROW];

	exclude_options(options, OPT_GROW, OPT_DRAIN);
	exclude_options(options, OPT_INTERACTIVE, OPT_JSON);
	exclude_options(options, OPT_INTERACTIVE, OPT_DRY_RUN);
	if (options->given[OPT_MAX_BYTES] && !options->given[OPT_DRAIN])
		errx(exit_failure, "--max-bytes requires --drain");
	/* The processes of a recorded tree are not those of this machine. */
	if (options->sysroot)
		errx(exit_failure, "relieve cannot be used with --sysroot");
	if (size && !size_parse(size, &relief->wish))
		errx(exit_failure, "not a valid number for --grow: %s", size);
	relief->file = options->values[OPT_DRAIN];
	relief->timeout = TIMEOUT_DEFAULT;
	if (options->given[OPT_TIMEOUT])
		relief->timeout = option_number(options, OPT_TIMEOUT,
						TIMEOUT_MOST);
	relief->timeout *= MSEC_PER_SEC;
	relief->limited = options->given[OPT_MAX_BYTES];
	if (relief->limited)
		relief->max_bytes = option_number(options, OPT_MAX_BYTES,
						  UINTMAX_MAX);
}

static bool right_pipe(struct relief *relief, const struct options *options)
{
	uintmax_t inode;

	if (!options->given[OPT_INODE])
		return true;
	inode = option_number(options, OPT_INODE, UINTMAX_MAX);
	if (relief->target.inode.value == inode)
		return true;
	return outcome_set(&relief->outcome, CHANGED,
			   "it is blocked on pipe %ju, not %ju",
			   relief->target.inode.value, inode);
}

static bool plan_relief(struct relief *relief, const struct options *options)
{
	const char *tid = options->arguments[0];

	return target_read(&relief->target, &relief->host,
			   options_number("<tid>", tid, INT32_MAX),
			   &relief->outcome) &&
	       right_pipe(relief, options) &&
	       (relief->file ? drain_plan(relief) : grow_plan(relief));
}

static bool confirm_relief(struct relief *relief)
{
	char answer[16] = "";

	fputs("Do it? [y/N] ", stderr);
	if (fgets(answer, sizeof(answer), stdin) &&
	    (*answer == 'y' || *answer == 'Y'))
		return true;
	return outcome_set(&relief->outcome, DECLINED, "nothing was done");
}

static void carry_out(struct relief *relief, const struct options *options)
{
	if (!options->given[OPT_JSON])
		report_plan(relief);
	report_warning(relief);
	if (options->given[OPT_DRY_RUN]) {
		outcome_set(&relief->outcome, PLANNED, "nothing was done");
		return;
	}
	if (options->given[OPT_INTERACTIVE] && !confirm_relief(relief))
		return;
	if (relief->file)
		drain_do(relief);
	else
		grow_do(relief);
}

static int relieve_run(const struct command *command,
		       const struct options *options)
{
	struct relief relief = { 0 };

	(void)command;
	parse_options(options, &relief);
	host_open(&relief.host, NULL);
	if (plan_relief(&relief, options))
		carry_out(&relief, options);
	if (options->given[OPT_JSON])
		report_json(&relief);
	else
		report_outcome(&relief);
	target_free(&relief.target);
	host_close(&relief.host);
	return outcome_status(relief.outcome.result);
}

const struct command relieve_command = {
	.name = "relieve",
	.summary = "unblock a stalled writer by making its pipe larger",
	.description =
		"Makes the pipe of a stalled writer larger, so that the writer unblocks and no\n"
		"data is lost; or, on request, moves data from the pipe into a file. First checks\n"
		"that it is still the same writer, blocked on the same pipe.\n",
	.arguments = "<tid>",
	.min_arguments = 1,
	.max_arguments = 1,
	.options = own_options,
	.n_options = OPTIONS,
	.run = relieve_run,
};
