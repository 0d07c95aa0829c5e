// SPDX-License-Identifier: GPL-2.0-only
/* One row per uid, and below it the pid namespaces of its pipes. */
#include "commands/commands.h"
#include "commands/list.h"
#include "output/table.h"
#include "read/host.h"
#include "read/proc.h"
#include "read/quota.h"
#include "read/shares.h"
#include "xalloc.h"

enum {
	COL_UID,
	COL_NS,
	COL_INIT,
	COL_COMMAND,
	COL_PIPES,
	COL_PAGES,
	COL_KERNEL,
	COL_SOFT,
	COL_HARD,
	COL_PERCENT,
};

#define NUMBER(name, flags, help) \
	{ name, SCOLS_FL_RIGHT | (flags), help, COLUMN_NUMBER, NULL }

static const struct column infos[] = {
	[COL_UID] = { "UID", SCOLS_FL_TREE, "user id, host's view",
		COLUMN_NUMBER, NULL },
	[COL_NS] = NUMBER("NS", 0,
		"pid namespace the pipes were created in (inode number)"),
	[COL_INIT] = NUMBER("INIT", 0, "process id of its init process"),
	[COL_COMMAND] = { "COMMAND", 0, "command of its init process",
		COLUMN_TEXT, NULL },
	[COL_PIPES] = NUMBER("PIPES", 0, "pipes"),
	[COL_PAGES] = NUMBER("PAGES", 0, "slots of these pipes"),
	[COL_KERNEL] = NUMBER("KERNEL", 0, "slots by the kernel's own count"),
	[COL_SOFT] = NUMBER("SOFT", 0,
		"pipe-user-pages-soft: above it, new pipes are small (0: none)"),
	[COL_HARD] = NUMBER("HARD", 0,
		"pipe-user-pages-hard: above it, no pipe can be created (0: none)"),
	[COL_PERCENT] = NUMBER("PERCENT", 0,
		"percentage of the soft limit, rounded up"),
};

static const size_t defaults[] = {
	COL_UID, COL_NS, COL_COMMAND, COL_PIPES, COL_PAGES, COL_KERNEL,
	COL_SOFT, COL_HARD, COL_PERCENT,
};

/* A uid, or one of its shares if inum is not 0. */
struct user_row {
	struct user user;
	const struct quota *quota;
	uintmax_t inum;
	uintmax_t init;
	int proc;
};

static struct number percent_of_soft(const struct user_row *row)
{
	const struct user *user = &row->user;

	/*
	 * The limit applies to the kernel's own count, which shares do not
	 * have.
	 */
	return quota_percent(user->kernel.known ? user->kernel : user->pages,
			     row->quota);
}

static void fill_command(const struct cell *cell, const struct user_row *row)
{
	char comm[PROC_COMM_MAX];

	if (!row->init)
		return;
	proc_comm(row->proc, row->init, comm);
	cell_text(cell, comm);
}

static void fill_limit(const struct cell *cell, const struct user_row *row,
		       struct number limit)
{
	if (!row->inum)
		cell_number(cell, limit);
}

static void fill_column(const struct cell *cell, const void *data)
{
	const struct user_row *row = data;

	switch (cell->id) {
	case COL_UID:
		cell_number(cell, (struct number){ row->user.uid, true });
		break;
	case COL_NS:
		cell_nonzero(cell, row->inum);
		break;
	case COL_INIT:
		cell_nonzero(cell, row->init);
		break;
	case COL_COMMAND:
		fill_command(cell, row);
		break;
	case COL_PIPES:
		cell_number(cell, row->user.pipes);
		break;
	case COL_PAGES:
		cell_number(cell, row->user.pages);
		break;
	case COL_KERNEL:
		cell_number(cell, row->user.kernel);
		break;
	case COL_SOFT:
		fill_limit(cell, row, row->quota->soft);
		break;
	case COL_HARD:
		fill_limit(cell, row, row->quota->hard);
		break;
	case COL_PERCENT:
		cell_number(cell, percent_of_soft(row));
		break;
	}
}

static void add_user(struct table *table, const struct user_row *user,
		     const struct shares *shares)
{
	struct libscols_line *line = table_add(table, NULL, fill_column, user);

	for (size_t i = 0; i < shares->n; i++) {
		const struct share *share = &shares->array[i];
		struct user_row row = *user;

		if (share->uid != user->user.uid)
			continue;
		row.user = (struct user){
			.uid = share->uid,
			.pipes = share->pipes,
			.pages = share->pages,
		};
		row.inum = share->inum;
		row.init = share->init;
		table_add(table, line, fill_column, &row);
	}
}

static void list_users(struct table *table, const struct host *host)
{
	struct shares shares;
	struct quota quota;
	uintmax_t *uids;
	size_t n;

	shares_read(host, table_shows(table, COL_INIT) ||
		    table_shows(table, COL_COMMAND), &shares);
	quota_read(&quota, host);
	n = sysfs_list(host->module, "users", &uids);
	for (size_t i = 0; i < n; i++) {
		struct user_row row = { .quota = &quota, .proc = host->proc };

		if (quota_read_user(&row.user, host, uids[i]))
			add_user(table, &row, &shares);
	}
	free(uids);
	free(shares.array);
}

static const struct view view = {
	.name = "users",
	.columns = infos,
	.n_columns = sizeof(infos) / sizeof(*infos),
	.defaults = defaults,
	.n_defaults = sizeof(defaults) / sizeof(*defaults),
	.list = list_users,
};

const struct command users_command = {
	.name = "users",
	.summary = "users, their quota, and the namespaces that use it up",
	.description =
		"One row for each user that has pipes: its pipe pages, and the limits on them;\n"
		"below it the pid namespaces in which the pipes were created.\n",
	.options = list_options,
	.n_options = LIST_OPTIONS,
	.view = &view,
	.run = list_run,
};
