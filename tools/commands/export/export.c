// SPDX-License-Identifier: GPL-2.0-only
/* Metrics for Prometheus. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "commands/commands.h"
#include "commands/export/export_module.h"
#include "commands/export/export_namespaces.h"
#include "commands/export/export_total.h"
#include "commands/export/export_users.h"
#include "commands/export/previous.h"
#include "commands/export/replace.h"
#include "commands/export/shown.h"
#include "options.h"
#include "xalloc.h"

enum {
	OPT_OUTPUT,
	OPT_TOP,
	N_OPTIONS
};

#define TOP_DEFAULT	50
#define TOP_MAX		10000

static const struct option_info export_options[N_OPTIONS] = {
	[OPT_OUTPUT] = { "output", 'o', OPTION_VALUE, "file",
		"replace the file; default is standard output" },
	[OPT_TOP] = { "top", 0, OPTION_VALUE, "n",
		"number of namespaces and users with series of\n"
		"their own (50); the others are summed" },
};

static void export_all(struct export *export)
{
	int dir = openat(export->host->module, "total",
			 O_PATH | O_DIRECTORY | O_CLOEXEC);
	int rc;

	if (dir < 0)
		err(exit_failure, "cannot open /sys/kernel/pipescope/total");
	export->epoch = shown_epoch(export->host);
	rc = counters_read(&export->total, dir);
	close(dir);
	if (rc == -EPERM || rc == -EACCES)
		errx(exit_failure,
		     "not permitted to see all namespaces: run as root");
	export_total(export);
	export_namespaces(export);
	export_users(export);
}

/* Renders to memory, so that a failure leaves the file untouched. */
static char *render_metrics(struct export *export, const char *sysroot,
			    size_t *size)
{
	struct host host;
	bool ready = host_try(&host, sysroot);
	char *text;

	export->host = &host;
	export->out = open_memstream(&text, size);
	if (!export->out)
		err(exit_failure, "open_memstream");
	export_module(export, ready);
	if (ready)
		export_all(export);
	metrics_end(export->out);
	if (fclose(export->out))
		err(exit_failure, "open_memstream");
	host_close(&host);
	return text;
}

static int run_export(const struct command *command,
		      const struct options *options)
{
	const char *path = options->values[OPT_OUTPUT];
	const char *top = options->values[OPT_TOP];
	struct export export = { .top = TOP_DEFAULT };
	struct replacement file;
	char *text, *previous;
	size_t size;

	(void)command;
	if (top)
		export.top = options_number("--top", top, TOP_MAX);
	if (path)
		replace_begin(&file, path);
	previous = path ? previous_read(path) : xstrdup("");
	export.previous = previous;
	text = render_metrics(&export, options->sysroot, &size);
	if (path)
		replace_end(&file, text, size);
	else
		fwrite(text, size, 1, stdout);
	free(text);
	free(previous);
	return EXIT_SUCCESS;
}

const struct command export_command = {
	.name = "export",
	.summary = "metrics for Prometheus",
	.description =
		"Writes what the module knows in Prometheus' text format, for the textfile\n"
		"collector of node_exporter.\n",
	.options = export_options,
	.n_options = N_OPTIONS,
	.run = run_export,
};
