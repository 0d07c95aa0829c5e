// SPDX-License-Identifier: GPL-2.0-only
/* What the module reports about itself. */
#include "commands/export/export_module.h"
#include "read/file.h"
#include "xalloc.h"

static const struct family up = {
	"pipescope_up", "gauge", NULL,
	"Whether the module is loaded and has this tool's ABI."
};

static const struct family abi = {
	"pipescope_abi", "gauge", NULL, "The module's ABI."
};

static const struct module_metric {
	const char *file;
	int digits;
	struct family family;
} infos[] = {
	{ "armed", 0, { "pipescope_armed", "gauge", NULL,
		"Whether the probes are in place." } },
	{ "stall_threshold_ms", 3, { "pipescope_stall_threshold_seconds",
		"gauge", "seconds",
		"A writer blocked for this long is stalled." } },
	{ "health/untracked_pipes", 0, { "pipescope_untracked_pipes", "gauge",
		NULL, "Pipes that are known to exist but are not tracked." } },
	{ "health/untracked_waits", 0, { "pipescope_untracked_waits", "gauge",
		NULL, "Blocked writers that are known to be missing." } },
	{ "health/adoptions", 0, { "pipescope_adoptions_total", "counter",
		NULL, "Walks over all open files." } },
	{ "health/corrected_pipes", 0, { "pipescope_corrected_pipes_total",
		"counter", NULL, "Pipes whose record had to be corrected." } },
	{ "probes/missed", 0, { "pipescope_missed_probe_hits_total", "counter",
		NULL, "Probe hits that the kernel could not deliver." } },
};

static const struct family probes = {
	"pipescope_probes_info", "gauge", NULL,
	"How the module sees writers and new pipes, and the functions it cannot probe."
};

static void export_probes(const struct export *export)
{
	int module = export->host->module;
	char write[64], alloc[64], absent[256];
	const struct label labels[] = {
		{ "write", write }, { "alloc", alloc }, { "absent", absent },
	};
	char *text;

	file_read_line(module, "probes/write", write, sizeof(write));
	file_read_line(module, "probes/alloc", alloc, sizeof(alloc));
	file_read_line(module, "probes/absent", absent, sizeof(absent));
	text = metrics_labels(labels, sizeof(labels) / sizeof(*labels));
	metrics_family(export->out, &probes);
	metrics_write(export->out, probes.name, text,
		      (struct value){ .number = 1 });
	free(text);
}

void export_module(const struct export *export, bool ready)
{
	metrics_family(export->out, &up);
	metrics_write(export->out, up.name, NULL,
		      (struct value){ .number = ready });
	metrics_family(export->out, &abi);
	series_number(export, abi.name, NULL, export->host->abi, 0);
	if (!ready)
		return;
	for (size_t i = 0; i < sizeof(infos) / sizeof(*infos); i++) {
		struct number number;

		sysfs_number(export->host->module, infos[i].file, &number);
		metrics_family(export->out, &infos[i].family);
		series_number(export, infos[i].family.name, NULL, number,
			      infos[i].digits);
	}
	export_probes(export);
}
