// SPDX-License-Identifier: GPL-2.0-only
/* The parts that all commands that list rows share. */
#include "commands/list.h"
#include "options.h"
#include "output/table.h"
#include "read/host.h"
#include "xalloc.h"

const struct option_info list_options[LIST_OPTIONS] = {
	[LIST_JSON] = OPTION_JSON,
	[LIST_NOHEADINGS] = { "noheadings", 'n', OPTION_FLAG, NULL,
		"don't print headings" },
	[LIST_OUTPUT] = { "output", 'o', OPTION_VALUE, "list",
		"define which output columns to use\n"
		"(+<list> adds to the defaults)" },
	[LIST_OUTPUT_ALL] = { "output-all", 0, OPTION_FLAG, NULL,
		"output all columns" },
	[LIST_RAW] = { "raw", 'r', OPTION_FLAG, NULL,
		"use the raw output format" },
};

static enum format output_format(const struct options *options)
{
	if (options->given[LIST_JSON] && options->given[LIST_RAW])
		errx(exit_failure, "mutually exclusive options: --json --raw");
	if (options->given[LIST_JSON])
		return FORMAT_JSON;
	return options->given[LIST_RAW] ? FORMAT_RAW : FORMAT_TABLE;
}

static void select_columns(const struct view *view,
			   const struct options *options,
			   struct selection *selection)
{
	if (options->given[LIST_OUTPUT_ALL])
		columns_select_all(view, selection);
	else
		columns_select(view, options->values[LIST_OUTPUT], selection);
}

int list_run(const struct command *command, const struct options *options)
{
	const struct view *view = command->view;
	struct table table = { .view = view, .format = output_format(options) };
	struct host host;

	select_columns(view, options, &table.selection);
	table_init(&table, !options->given[LIST_NOHEADINGS]);
	host_open(&host, options->sysroot);
	view->list(&table, &host);
	host_close(&host);
	table_print(&table);
	return EXIT_SUCCESS;
}
