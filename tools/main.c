// SPDX-License-Identifier: GPL-2.0-only
/* pipescope: lists what the pipescope module knows about pipes. */
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "read/host.h"
#include "options.h"
#include "output/table.h"
#include "views.h"
#include "xalloc.h"

static const struct view *const views[] = {
	&namespaces_view, &users_view, &writers_view,
};

#define N_VIEWS (sizeof(views) / sizeof(*views))

static const struct view *find_view(const char *command)
{
	if (!command)
		return views[0];
	for (size_t i = 0; i < N_VIEWS; i++)
		if (!strcmp(views[i]->name, command))
			return views[i];
	warnx("unknown command: %s", command);
	options_fail();
}

/* Without a command the help is about all of them. */
static void print_help(const struct view *only)
{
	printf("\nUsage:\n"
	       " %s [options] [<command>]\n"
	       "\n"
	       "Show who is blocked writing to a pipe, who should be reading it,\n"
	       "and who uses up the quota of pipe pages.\n"
	       "\nCommands:\n",
	       program_invocation_short_name);
	for (size_t i = 0; i < N_VIEWS; i++)
		printf(" %-12s %s\n", views[i]->name, views[i]->summary);
	options_help();
	for (size_t i = 0; i < N_VIEWS; i++)
		if (!only || views[i] == only)
			columns_help(views[i], stdout);
	puts("\nFor more details see pipescope(8).");
}

static void print_view(const struct view *view, const struct options *options)
{
	struct table table;
	struct host host;

	table_init(&table, view, options);
	host_open(&host, options->sysroot);
	view->list(&table, &host);
	host_close(&host);
	table_print(&table);
}

int main(int argc, char **argv)
{
	const struct view *view;
	struct options options;

	setlocale(LC_ALL, "");
	options_parse(&options, argc, argv);
	view = find_view(options.command);
	if (options.help)
		print_help(options.command ? view : NULL);
	else if (options.version)
		printf("%s %s\n", program_invocation_short_name, VERSION);
	else
		print_view(view, &options);
	/* A full disk shows here, not before. */
	if (fflush(stdout) || ferror(stdout))
		err(EXIT_FAILURE, "write error");
	return EXIT_SUCCESS;
}
