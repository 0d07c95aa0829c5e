// SPDX-License-Identifier: GPL-2.0-only
/* Identifies the writer to be relieved, and checks that it has not changed. */
#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "commands/relieve/target.h"
#include "output/text.h"
#include "read/file.h"
#include "read/stalled.h"
#include "xalloc.h"

static bool has_ended(const struct task *task)
{
	return !task->start.known || task->letter == 'Z' || task->letter == 'X';
}

bool target_read_task(const struct target *target, const struct host *host,
		      struct task *task)
{
	uintmax_t pid = target->pid.known ? target->pid.value : target->tid;
	int dir = proc_open_task(host->proc, pid, target->tid);

	*task = (struct task){ 0 };
	if (dir < 0)
		return false;
	task_read(dir, task);
	close(dir);
	return !has_ended(task);
}

bool target_waits(const struct target *target)
{
	struct number slots;

	return !sysfs_number(target->wait, "slots", &slots);
}

bool target_same_call(const struct target *target, const struct task *task)
{
	const struct syscall *before = &target->task.call, *now = &task->call;

	return target->task.in_call && task->in_call &&
	       before->number == now->number &&
	       !memcmp(before->arguments, now->arguments,
		       sizeof(now->arguments));
}

/* The module does not list it: has the task exited, or is it not blocked? */
static bool not_stalled(struct target *target, const struct host *host,
			struct outcome *outcome)
{
	struct task task;

	if (!target_read_task(target, host, &task))
		return outcome_set(outcome, GONE, "no such task exists");
	return outcome_set(outcome, NOT_BLOCKED,
			   "it is not a stalled writer; 'pipescope writers' lists them");
}

static int read_facts(struct target *target)
{
	int dir = target->wait;
	int rc = sysfs_number(dir, "pid", &target->pid);

	sysfs_number(dir, "fd", &target->fd);
	sysfs_number(dir, "inode", &target->inode);
	sysfs_number(dir, "pipe_id", &target->pipe_id);
	sysfs_number(dir, "pipe_uid", &target->uid);
	sysfs_number(dir, "blocked_usec", &target->usec);
	sysfs_number(dir, "slots", &target->slots);
	sysfs_number(dir, "slots_used", &target->used);
	sysfs_number(dir, "bytes_used", &target->bytes);
	file_read_line(dir, "comm", target->comm, sizeof(target->comm));
	text_unescape(target->comm);
	return rc;
}

static void read_request(struct target *target)
{
	const struct syscall *call = &target->task.call;

	if (!target->task.in_call)
		return;
	request_parse(call, &target->request);
	request_read_buffers(target->tid, call, &target->request);
}

static bool waits_for_room(struct target *target, struct outcome *outcome)
{
	char operation[32];

	file_read_line(target->wait, "operation", operation, sizeof(operation));
	if (!strcmp(operation, "open"))
		return outcome_set(outcome, UNSUITABLE,
				   "it is blocked in open(2) of a FIFO: it waits for the other end, not for room");
	target->splices = !strcmp(operation, "splice");
	return true;
}

/* All keys end with the inode: "pipe:[INODE]", "fifo:MAJOR:MINOR:INODE". */
static uintmax_t key_inode(const char *key)
{
	const char *last = strrchr(key, ':');

	return last ? strtoumax(last + strcspn(last, "0123456789"), NULL, 10) : 0;
}

/* In a container's /proc, ids differ from the module's. */
static bool same_ids(const struct target *target, const struct host *host,
		     struct outcome *outcome)
{
	const struct task *task = &target->task;
	struct number namespace, id;
	uintmax_t shown;

	sysfs_number(target->wait, "namespace", &namespace);
	sysfs_number(target->wait, "ns_tid", &id);
	if ((!namespace.known ||
	     !proc_namespace(host->proc, target->pid.value, &shown) ||
	     shown == namespace.value) &&
	    (!id.known || !task->n_ns_tids ||
	     task->ns_tids[task->n_ns_tids - 1] == id.value))
		return true;
	return outcome_set(outcome, UNSUITABLE,
			   "/proc shows another task under this id: run pipescope in the initial pid namespace");
}

static bool find_pipe(struct target *target, const struct host *host,
		      struct outcome *outcome)
{
	const struct writer writer = {
		.tid = target->tid, .pid = target->pid, .fd = target->fd,
		.inode = target->inode,
	};

	target->key = stalled_pipe_key(host, &writer);
	if (!target->key)
		return outcome_set(outcome, UNSUITABLE,
				   "its pipe is unknown: it has no descriptor of it");
	if (key_inode(target->key) != target->inode.value)
		return outcome_set(outcome, UNSUITABLE,
				   "its descriptor now refers to another file");
	return true;
}

bool target_read(struct target *target, const struct host *host, uintmax_t tid,
		 struct outcome *outcome)
{
	int rc;

	*target = (struct target){ .tid = tid };
	target->wait = sysfs_open(host->module, "writers", tid);
	if (target->wait < 0)
		return not_stalled(target, host, outcome);
	rc = read_facts(target);
	if (rc == -EACCES || rc == -EPERM)
		return outcome_set(outcome, NOT_PERMITTED,
				   "not permitted to see blocked writers: run as root");
	if (!target_read_task(target, host, &target->task))
		return outcome_set(outcome, GONE,
				   "it has exited; nothing was done");
	read_request(target);
	if (!target_waits(target))
		return outcome_set(outcome, NOT_BLOCKED,
				   "it is no longer blocked");
	return same_ids(target, host, outcome) &&
	       waits_for_room(target, outcome) &&
	       find_pipe(target, host, outcome);
}

static bool same_number(struct number a, struct number b)
{
	return a.known == b.known && a.value == b.value;
}

static bool same_task(const struct target *before, const struct host *host,
		      struct outcome *outcome)
{
	struct task now;

	if (!target_read_task(before, host, &now))
		return outcome_set(outcome, GONE,
				   "it has exited; nothing was done");
	if (!same_number(before->task.start, now.start))
		return outcome_set(outcome, CHANGED,
				   "the id now belongs to another task");
	return true;
}

static bool same_wait(const struct target *before, const struct target *now,
		      struct outcome *outcome)
{
	if (!same_number(before->inode, now->inode) ||
	    !same_number(before->pipe_id, now->pipe_id) ||
	    strcmp(before->key, now->key))
		return outcome_set(outcome, CHANGED,
				   "it is now blocked on another pipe");
	if (before->task.in_call && !target_same_call(before, &now->task))
		return outcome_set(outcome, NOT_BLOCKED,
				   "it has unblocked by itself; nothing was done");
	return true;
}

bool target_check(const struct target *target, const struct host *host,
		  struct outcome *outcome)
{
	struct target now;
	bool same;

	/*
	 * The task comes last: if it has exited or is another, that is the
	 * outcome.
	 */
	same = target_read(&now, host, target->tid, outcome) &&
	       same_wait(target, &now, outcome);
	target_free(&now);
	if (!same && outcome->result == NOT_PERMITTED)
		return false;
	return same_task(target, host, outcome) && same;
}

void target_free(const struct target *target)
{
	if (target->wait >= 0)
		close(target->wait);
	free(target->key);
}
