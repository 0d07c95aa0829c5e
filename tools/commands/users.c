// SPDX-License-Identifier: GPL-2.0-only
/* One row per uid, below it the pid namespaces in which its pipes are. */
#include <unistd.h>

#include "commands/commands.h"
#include "commands/list.h"
#include "output/table.h"
#include "read/host.h"
#include "read/inits.h"
#include "read/proc.h"
#include "read/users.h"
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
		"pipe-user-pages-soft: above it new pipes are small (0: none)"),
	[COL_HARD] = NUMBER("HARD", 0,
		"pipe-user-pages-hard: above it there are no new pipes (0: none)"),
	[COL_PERCENT] = NUMBER("PERCENT", 0, "percentage of the soft limit, rounded up"),
};

static const size_t defaults[] = {
	COL_UID, COL_NS, COL_COMMAND, COL_PIPES, COL_PAGES, COL_KERNEL,
	COL_SOFT, COL_HARD, COL_PERCENT,
};

/* The shares of all uids, and the namespaces that own them. */
struct split {
	struct shares shares;
	uintmax_t *inums;
	uintmax_t *inits;
};

/* A uid as a whole, or one of its shares: then inum is not 0. */
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

	/* The kernel compares its own count; a share has only ours. */
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

static int compare_shares(const void *a, const void *b)
{
	const struct share *x = a, *y = b;

	if (x->uid != y->uid)
		return x->uid < y->uid ? -1 : 1;
	/* The largest first: it is the one to look at. */
	if (x->pages.value != y->pages.value)
		return x->pages.value > y->pages.value ? -1 : 1;
	return (x->owner > y->owner) - (x->owner < y->owner);
}

static void read_split(struct table *table, const struct host *host,
		       struct split *split)
{
	size_t n = sysfs_list(host->module, "namespaces", &split->inums);
	struct shares *shares = &split->shares;

	if (table_shows(table, COL_INIT) || table_shows(table, COL_COMMAND))
		split->inits = inits_find(host->proc, split->inums, n);
	for (size_t i = 0; i < n; i++) {
		int dir = sysfs_open(host->module, "namespaces",
				     split->inums[i]);

		if (dir < 0)
			continue;
		shares_add(shares, dir, i);
		close(dir);
	}
	if (shares->n)
		qsort(shares->array, shares->n, sizeof(*shares->array),
		      compare_shares);
}

static void free_split(struct split *split)
{
	free(split->shares.array);
	free(split->inits);
	free(split->inums);
}

static void add_user(struct table *table, const struct user_row *user,
		     const struct split *split)
{
	struct libscols_line *line = table_add(table, NULL, fill_column, user);

	for (size_t i = 0; i < split->shares.n; i++) {
		const struct share *share = &split->shares.array[i];
		struct user_row row = *user;

		if (share->uid != user->user.uid)
			continue;
		row.user = (struct user){
			.uid = share->uid,
			.pipes = share->pipes,
			.pages = share->pages,
		};
		row.inum = split->inums[share->owner];
		row.init = split->inits ? split->inits[share->owner] : 0;
		table_add(table, line, fill_column, &row);
	}
}

static void list_users(struct table *table, const struct host *host)
{
	struct split split = { 0 };
	struct quota quota;
	uintmax_t *uids;
	size_t n;

	read_split(table, host, &split);
	quota_read(&quota, host);
	n = sysfs_list(host->module, "users", &uids);
	for (size_t i = 0; i < n; i++) {
		struct user_row row = { .quota = &quota, .proc = host->proc };

		if (user_read(&row.user, host, uids[i]))
			add_user(table, &row, &split);
	}
	free(uids);
	free_split(&split);
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
	.summary = "users, their quota, and the namespaces they use it in",
	.description =
		"One row for each user that has pipes, against the limits of pipe pages; below\n"
		"it the pid namespaces in which they were created.\n",
	.options = list_options,
	.n_options = LIST_OPTIONS,
	.view = &view,
	.run = list_run,
};
