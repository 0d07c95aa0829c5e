// SPDX-License-Identifier: GPL-2.0-only
/* One row per stalled writer, and below it the readers of its pipe. */
#include <stdio.h>
#include <unistd.h>

#include "commands/commands.h"
#include "commands/list.h"
#include "output/table.h"
#include "output/text.h"
#include "read/file.h"
#include "read/host.h"
#include "read/proc.h"
#include "read/stalled.h"
#include "read/task.h"

enum {
	COL_TID,
	COL_PID,
	COL_NS_TID,
	COL_ROLE,
	COL_COMMAND,
	COL_CONTAINER,
	COL_POD,
	COL_NS,
	COL_OPERATION,
	COL_FD,
	COL_INODE,
	COL_USED,
	COL_SLOTS,
	COL_BYTES,
	COL_MERGEABLE,
	COL_CREATED,
	COL_SHRUNK,
	COL_TIME,
	COL_PREEXISTING,
	COL_READERS,
	COL_WRITERS,
	COL_PIPE,
	COL_PIPE_NS,
	COL_PIPE_UID,
	COL_STATE,
	COL_SYSCALL,
	COL_WCHAN,
	COL_DOING,
};

#define TEXT(name, file, help) \
	{ name, 0, help, COLUMN_TEXT, file }
#define NUMBER(name, file, help) \
	{ name, SCOLS_FL_RIGHT, help, COLUMN_NUMBER, file }
#define FLAG(name, file, help) \
	{ name, SCOLS_FL_RIGHT, help, COLUMN_FLAG, file }

static const struct column infos[] = {
	[COL_TID] = { "TID", SCOLS_FL_TREE,
		"thread id of the writer; below it, of each reader",
		COLUMN_NUMBER, NULL },
	[COL_PID] = NUMBER("PID", NULL, "process id"),
	[COL_NS_TID] = NUMBER("NS_TID", "ns_tid",
		"thread id in the writer's namespace"),
	[COL_ROLE] = TEXT("ROLE", NULL,
		"writer, reader (holds the read end), or self (both)"),
	[COL_COMMAND] = TEXT("COMMAND", NULL, "command"),
	[COL_CONTAINER] = TEXT("CONTAINER", NULL,
		"container id (first 12 digits; all 64 in JSON)"),
	[COL_POD] = TEXT("POD", NULL, "uid of the Kubernetes pod"),
	[COL_NS] = NUMBER("NS", "namespace",
		"pid namespace of the task (inode number)"),
	[COL_OPERATION] = TEXT("OPERATION", "operation",
		"write, splice, or open (of a FIFO whose other end is closed)"),
	[COL_FD] = NUMBER("FD", NULL, "file descriptor"),
	[COL_INODE] = NUMBER("INODE", NULL, "inode number of the pipe"),
	[COL_USED] = NUMBER("USED", "slots_used", "slots in use"),
	[COL_SLOTS] = NUMBER("SLOTS", "slots", "slots of the pipe"),
	[COL_BYTES] = NUMBER("BYTES", "bytes_used", "bytes in the pipe"),
	[COL_MERGEABLE] = NUMBER("MERGEABLE", "bytes_mergeable",
		"bytes that still fit in the last slot in use"),
	[COL_CREATED] = NUMBER("CREATED", "slots_created",
		"slots that the pipe was created with"),
	[COL_SHRUNK] = FLAG("SHRUNK", "shrunk",
		"the pipe was created small: its user was over the soft limit"),
	[COL_TIME] = { "TIME", SCOLS_FL_RIGHT,
		"how long it has been blocked (raw: microseconds)",
		COLUMN_DURATION, NULL },
	[COL_PREEXISTING] = FLAG("PREEXISTING", "preexisting",
		"blocked since before tracking began: TIME is a lower bound"),
	[COL_READERS] = NUMBER("READERS", "readers",
		"open files that can read from the pipe"),
	[COL_WRITERS] = NUMBER("WRITERS", "writers",
		"open files that can write to the pipe"),
	[COL_PIPE] = NUMBER("PIPE", NULL, "the module's number for the pipe"),
	[COL_PIPE_NS] = NUMBER("PIPE_NS", NULL,
		"pid namespace of the pipe's creator (inode number)"),
	[COL_PIPE_UID] = NUMBER("PIPE_UID", "pipe_uid",
		"user id that the pipe is accounted to"),
	[COL_STATE] = TEXT("STATE", NULL, "state of the task"),
	[COL_SYSCALL] = TEXT("SYSCALL", NULL, "system call it is in"),
	[COL_WCHAN] = TEXT("WCHAN", NULL, "kernel function it waits in"),
	[COL_DOING] = TEXT("DOING", NULL, "what the task is doing"),
};

static const size_t defaults[] = {
	COL_TID, COL_COMMAND, COL_CONTAINER, COL_NS, COL_OPERATION, COL_FD,
	COL_INODE, COL_USED, COL_SLOTS, COL_BYTES, COL_SHRUNK, COL_TIME,
	COL_DOING,
};

/* A writer, or a holder of the read end if holder is not NULL. */
struct writer_row {
	const struct writer *writer;
	const struct holder *holder;
	int dir;
	int proc;
	int task_dir;
	struct task task;
};

static void fill_command(const struct cell *cell, const struct writer_row *row)
{
	char comm[PROC_COMM_MAX];

	if (row->holder) {
		proc_comm(row->proc, row->holder->pid, comm);
	} else {
		file_read_line(row->dir, "comm", comm, sizeof(comm));
		text_unescape(comm);
	}
	cell_text(cell, comm);
}

static void fill_namespace(const struct cell *cell,
			   const struct writer_row *row)
{
	uintmax_t inum;

	if (!row->holder)
		cell_file(cell, row->dir);
	else if (proc_namespace(row->proc, row->holder->pid, &inum))
		cell_nonzero(cell, inum);
}

static void fill_container(const struct cell *cell,
			   const struct writer_row *row)
{
	struct container container;

	proc_container(row->task_dir, &container);
	if (cell->table->format != FORMAT_JSON)
		container.id[CONTAINER_SHORT_LEN] = '\0';
	cell_text(cell, cell->id == COL_POD ? container.pod : container.id);
}

static bool is_self(const struct writer_row *row)
{
	return row->holder && row->writer->pid.known &&
	       row->holder->pid == row->writer->pid.value;
}

static const char *role_of(const struct writer_row *row)
{
	if (is_self(row))
		return "self";
	return row->holder ? "reader" : "writer";
}

static void fill_syscall(const struct cell *cell, const struct task *task)
{
	char name[32];

	if (!task->in_call)
		return;
	syscall_describe(&task->call, name, sizeof(name));
	cell_text(cell, name);
}

static void fill_doing(const struct cell *cell, const struct writer_row *row)
{
	char doing[TASK_DOING_MAX], text[TASK_DOING_MAX + 32];

	task_doing(&row->task, doing, sizeof(doing));
	if (!is_self(row))
		snprintf(text, sizeof(text), "%s", doing);
	else if (row->holder->tid == row->writer->tid)
		snprintf(text, sizeof(text), "the writer itself");
	else
		snprintf(text, sizeof(text), "the writer's own process, %s",
			 doing);
	cell_text(cell, text);
}

/*
 * Fills columns that writers and holders both have; returns false for others.
 */
static bool fill_task(const struct cell *cell, const struct writer_row *row)
{
	const struct writer *writer = row->writer;
	const struct holder *holder = row->holder;

	switch (cell->id) {
	case COL_TID:
		cell_nonzero(cell, holder ? holder->tid : writer->tid);
		return true;
	case COL_PID:
		cell_nonzero(cell, holder ? holder->pid : writer->pid.value);
		return true;
	case COL_ROLE:
		cell_text(cell, role_of(row));
		return true;
	case COL_COMMAND:
		fill_command(cell, row);
		return true;
	case COL_CONTAINER:
	case COL_POD:
		fill_container(cell, row);
		return true;
	case COL_NS:
		fill_namespace(cell, row);
		return true;
	case COL_FD:
		if (holder)
			cell_number(cell, (struct number){ holder->fd, true });
		else
			cell_number(cell, writer->fd);
		return true;
	case COL_STATE:
		cell_text(cell, row->task.state);
		return true;
	case COL_SYSCALL:
		fill_syscall(cell, &row->task);
		return true;
	case COL_WCHAN:
		cell_text(cell, row->task.wchan);
		return true;
	case COL_DOING:
		fill_doing(cell, row);
		return true;
	default:
		return false;
	}
}

static void fill_column(const struct cell *cell, const void *data)
{
	const struct writer_row *row = data;
	struct number number;

	if (fill_task(cell, row) || row->holder)
		return;
	switch (cell->id) {
	case COL_INODE:
		cell_nonzero(cell, row->writer->inode.value);
		break;
	case COL_TIME:
		cell_number(cell, row->writer->usec);
		break;
	case COL_PIPE:
		sysfs_number(row->dir, "pipe_id", &number);
		cell_nonzero(cell, number.value);
		break;
	case COL_PIPE_NS:
		sysfs_number(row->dir, "pipe_namespace", &number);
		cell_nonzero(cell, number.value);
		break;
	default:
		cell_file(cell, row->dir);
	}
}

static struct libscols_line *add_row(struct table *table,
				     struct libscols_line *parent,
				     struct writer_row *row, int task_dir)
{
	struct libscols_line *line;

	row->task_dir = task_dir;
	task_read(task_dir, &row->task);
	line = table_add(table, parent, fill_column, row);
	if (task_dir >= 0)
		close(task_dir);
	return line;
}

static void add_holders(struct table *table, const struct host *host,
			struct libscols_line *line, struct writer_row row)
{
	const struct pipe *pipe = row.writer->pipe;

	for (size_t i = 0; pipe && i < pipe->n; i++) {
		const struct holder *holder = &pipe->holders[i];
		int task_dir = proc_open_task(host->proc, holder->pid,
					      holder->tid);

		if (task_dir < 0)
			continue;
		row.holder = holder;
		add_row(table, line, &row, task_dir);
	}
}

static void add_writer(struct table *table, const struct host *host,
		       const struct writer *writer)
{
	struct writer_row row = { .writer = writer, .proc = host->proc };
	struct libscols_line *line;

	row.dir = sysfs_open(host->module, "writers", writer->tid);
	if (row.dir < 0)
		return;
	line = add_row(table, NULL, &row, stalled_open_task(host, writer));
	close(row.dir);
	if (sysfs_exists(host->module, "writers", writer->tid))
		add_holders(table, host, line, row);
	else
		table_remove(table, line);
}

static void list_writers(struct table *table, const struct host *host)
{
	struct stalled stalled;

	stalled_read(&stalled, host);
	for (size_t i = 0; i < stalled.n; i++)
		add_writer(table, host, &stalled.writers[i]);
	stalled_free(&stalled);
}

static const struct view view = {
	.name = "writers",
	.columns = infos,
	.n_columns = sizeof(infos) / sizeof(*infos),
	.defaults = defaults,
	.n_defaults = sizeof(defaults) / sizeof(*defaults),
	.list = list_writers,
};

const struct command writers_command = {
	.name = "writers",
	.summary = "stalled writers, and the readers of their pipes",
	.description =
		"One row for each stalled writer, the longest blocked first; below it the\n"
		"processes that can read from its pipe, and what they are doing.\n",
	.options = list_options,
	.n_options = LIST_OPTIONS,
	.view = &view,
	.run = list_run,
};
