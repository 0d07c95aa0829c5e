// SPDX-License-Identifier: GPL-2.0-only
/* Reads the facts about a stalled writer and its pipe. */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "commands/explain/writer.h"
#include "output/text.h"
#include "read/file.h"

#define USEC_PER_SEC 1000000

static void read_pipe(int dir, struct pipe_facts *pipe)
{
	const struct {
		const char *name;
		struct number *number;
	} files[] = {
		{ "pipe_id", &pipe->id },
		{ "pipe_namespace", &pipe->namespace },
		{ "pipe_uid", &pipe->uid },
		{ "slots", &pipe->slots },
		{ "slots_used", &pipe->slots_used },
		{ "slots_created", &pipe->slots_created },
		{ "bytes_used", &pipe->bytes_used },
		{ "bytes_mergeable", &pipe->bytes_mergeable },
		{ "shrunk", &pipe->shrunk },
		{ "adopted", &pipe->adopted },
		{ "readers", &pipe->readers },
		{ "writers", &pipe->writers },
	};

	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		sysfs_number(dir, files[i].name, files[i].number);
}

static void read_ns_pid(const struct host *host, struct writer_facts *facts)
{
	char path[64], status[STATUS_MAX];
	uintmax_t ids[STATUS_NS_MAX];
	size_t n;

	if (!facts->writer->pid.known)
		return;
	snprintf(path, sizeof(path), "%ju/status", facts->writer->pid.value);
	file_read(host->proc, path, status, sizeof(status));
	n = status_ns_pids(status, ids);
	if (n)
		facts->ns_pid = (struct number){ ids[n - 1], true };
}

/* The link of an anonymous pipe is not a path. */
static void read_path(int task, struct writer_facts *facts)
{
	char link[32], *path = facts->pipe.path;

	if (!facts->writer->fd.known || facts->evidence.opens)
		return;
	snprintf(link, sizeof(link), "fd/%ju", facts->writer->fd.value);
	file_read_link(task, link, path, sizeof(facts->pipe.path));
	if (*path != '/')
		*path = '\0';
}

/* In a container, /proc may show another task under the same id. */
static bool is_writer(const struct host *host, int dir,
		      const struct writer_facts *facts)
{
	const struct task *task = &facts->task;
	struct number namespace;
	uintmax_t inum;

	sysfs_number(dir, "namespace", &namespace);
	if (namespace.known && namespace.value &&
	    proc_namespace(host->proc, facts->writer->pid.value, &inum) &&
	    inum != namespace.value)
		return false;
	return !facts->ns_tid.known || !task->n_ns_tids ||
	       task->ns_tids[task->n_ns_tids - 1] == facts->ns_tid.value;
}

/*
 * If /proc does not show the writer, it may lack other processes as well. The
 * second look shows whether the writer has exited. The module's facts remain.
 */
static void read_task(const struct host *host, int dir,
		      struct writer_facts *facts)
{
	int task = stalled_open_task(host, facts->writer);
	const struct syscall *call = &facts->task.call;

	if (task >= 0)
		task_read(task, &facts->task);
	if (task < 0 || !is_writer(host, dir, facts)) {
		facts->evidence.unreadable = 1;
		facts->task = (struct task){ 0 };
		if (task >= 0)
			close(task);
		return;
	}
	read_ns_pid(host, facts);
	if (facts->task.in_call)
		request_parse(call, &facts->request);
	if (facts->task.in_call && !host->recorded)
		request_read_buffers(facts->writer->tid, call, &facts->request);
	process_read(host, facts->writer->pid.value, task, &facts->process);
	read_path(task, facts);
	close(task);
}

/* The module's clock stops while the machine is suspended. */
static struct number blocked_since(const struct host *host,
				   const struct writer *writer)
{
	struct number since = { 0 };

	since.known = !host->recorded && writer->usec.known;
	if (since.known)
		since.value = time(NULL) - writer->usec.value / USEC_PER_SEC;
	return since;
}

void writer_read(const struct host *host, struct writer_facts *facts)
{
	int dir = sysfs_open(host->module, "writers", facts->writer->tid);
	struct process *process = &facts->process;

	facts->gone = dir < 0;
	if (facts->gone)
		return;
	file_read_line(dir, "operation", facts->operation,
		       sizeof(facts->operation));
	facts->evidence.opens = !strcmp(facts->operation, "open");
	facts->evidence.pipe_known = facts->writer->pipe;
	sysfs_number(dir, "ns_tid", &facts->ns_tid);
	read_task(host, dir, facts);
	read_pipe(dir, &facts->pipe);
	facts->evidence.readers = facts->pipe.readers;
	facts->since = blocked_since(host, facts->writer);
	sysfs_number(dir, "preexisting", &facts->preexisting);
	sysfs_number(dir, "namespace", &process->namespace);
	file_read_line(dir, "comm", process->comm, sizeof(process->comm));
	text_unescape(process->comm);
	close(dir);
}
