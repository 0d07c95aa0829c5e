// SPDX-License-Identifier: GPL-2.0-only
/* One row per pid namespace. */
#include <unistd.h>

#include "commands/commands.h"
#include "commands/list.h"
#include "output/table.h"
#include "read/host.h"
#include "read/inits.h"
#include "read/proc.h"
#include "xalloc.h"

enum {
	COL_NS,
	COL_INIT,
	COL_COMMAND,
	COL_LEVEL,
	COL_USERNS,
	COL_PIPES,
	COL_PAGES,
	COL_PEAK,
	COL_CREATED,
	COL_ADOPTED,
	COL_DESTROYED,
	COL_SHRUNK,
	COL_REFUSED,
	COL_UNREAD,
	COL_UNREAD_BYTES,
	COL_BLOCKED,
	COL_STALLED,
	COL_BLOCKS,
	COL_TIME,
	COL_TIME_MAX,
	COL_STALLS,
	COL_HISTOGRAM,
};

#define NUMBER(name, file, help) \
	{ name, SCOLS_FL_RIGHT, help, COLUMN_NUMBER, file }
#define DURATION(name, file, help) \
	{ name, SCOLS_FL_RIGHT, help, COLUMN_DURATION, file }

static const struct column infos[] = {
	[COL_NS] = NUMBER("NS", NULL, "pid namespace (inode number)"),
	[COL_INIT] = NUMBER("INIT", NULL, "process id of its init process"),
	[COL_COMMAND] = { "COMMAND", 0, "command of its init process",
		COLUMN_TEXT, NULL },
	[COL_LEVEL] = NUMBER("LEVEL", "level",
		"number of namespaces above it"),
	[COL_USERNS] = NUMBER("USERNS", "user_namespace",
		"user namespace that owns it (inode number)"),
	[COL_PIPES] = NUMBER("PIPES", "pipes", "pipes created in it"),
	[COL_PAGES] = NUMBER("PAGES", "pages",
		"slots of these pipes, the unit of the quota"),
	[COL_PEAK] = NUMBER("PEAK", "pages_peak", "highest number of slots so far"),
	[COL_CREATED] = NUMBER("CREATED", "pipes_created",
		"pipes created so far"),
	[COL_ADOPTED] = NUMBER("ADOPTED", "pipes_adopted",
		"existing pipes adopted so far"),
	[COL_DESTROYED] = NUMBER("DESTROYED", "pipes_destroyed",
		"pipes destroyed so far"),
	[COL_SHRUNK] = NUMBER("SHRUNK", "pipes_shrunk",
		"pipes created small: their user was over the soft limit"),
	[COL_REFUSED] = NUMBER("REFUSED", "pipes_refused",
		"pipes that could not be created"),
	[COL_UNREAD] = NUMBER("UNREAD", "pipes_unread",
		"pipes destroyed with data in them"),
	[COL_UNREAD_BYTES] = NUMBER("UNREAD_BYTES", "unread_bytes",
		"bytes lost with them"),
	[COL_BLOCKED] = NUMBER("BLOCKED", "writers_blocked",
		"writers blocked now"),
	[COL_STALLED] = NUMBER("STALLED", "writers_stalled",
		"of these, blocked for longer than the threshold"),
	[COL_BLOCKS] = NUMBER("BLOCKS", "blocks", "waits of writers so far"),
	[COL_TIME] = DURATION("TIME", "blocked_usec",
		"total time writers were blocked (raw: microseconds)"),
	[COL_TIME_MAX] = DURATION("TIME_MAX", "blocked_usec_max",
		"longest of these waits (raw: microseconds)"),
	[COL_STALLS] = NUMBER("STALLS", "stalls", "waits that became stalls so far"),
	[COL_HISTOGRAM] = { "HISTOGRAM", 0,
		"waits below 1ms 10ms 100ms 1s 10s 100s 1000s, and longer ones",
		COLUMN_NUMBERS, "block_histogram" },
};

static const size_t defaults[] = {
	COL_NS, COL_COMMAND, COL_PIPES, COL_PAGES, COL_PEAK, COL_SHRUNK,
	COL_BLOCKED, COL_STALLED,
};

struct namespace_row {
	uintmax_t inum;
	uintmax_t init;
	int dir;
	int proc;
};

static void fill_column(const struct cell *cell, const void *data)
{
	const struct namespace_row *row = data;
	char comm[PROC_COMM_MAX];

	switch (cell->id) {
	case COL_NS:
		cell_nonzero(cell, row->inum);
		break;
	case COL_INIT:
		cell_nonzero(cell, row->init);
		break;
	case COL_COMMAND:
		if (!row->init)
			break;
		proc_comm(row->proc, row->init, comm);
		cell_text(cell, comm);
		break;
	default:
		cell_file(cell, row->dir);
	}
}

static void add_namespace(struct table *table, const struct host *host,
			  struct namespace_row *row)
{
	struct libscols_line *line;

	row->dir = sysfs_open(host->module, "namespaces", row->inum);
	if (row->dir < 0)
		return;
	line = table_add(table, NULL, fill_column, row);
	close(row->dir);
	if (!sysfs_exists(host->module, "namespaces", row->inum))
		table_remove(table, line);
}

static void list_namespaces(struct table *table, const struct host *host)
{
	uintmax_t *inums, *inits = NULL;
	size_t n = sysfs_list(host->module, "namespaces", &inums);

	if (table_shows(table, COL_INIT) || table_shows(table, COL_COMMAND))
		inits = inits_find(host->proc, inums, n);
	for (size_t i = 0; i < n; i++) {
		struct namespace_row row = {
			.inum = inums[i],
			.init = inits ? inits[i] : 0,
			.proc = host->proc,
		};

		add_namespace(table, host, &row);
	}
	free(inits);
	free(inums);
}

static const struct view view = {
	.name = "namespaces",
	.columns = infos,
	.n_columns = sizeof(infos) / sizeof(*infos),
	.defaults = defaults,
	.n_defaults = sizeof(defaults) / sizeof(*defaults),
	.list = list_namespaces,
};

const struct command namespaces_command = {
	.name = "namespaces",
	.summary = "pid namespaces, their pipes and blocked writers",
	.description =
		"One row for each pid namespace: its init process, the pipes created in it,\n"
		"and its blocked writers.\n",
	.options = list_options,
	.n_options = LIST_OPTIONS,
	.view = &view,
	.run = list_run,
};
