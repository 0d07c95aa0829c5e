// SPDX-License-Identifier: GPL-2.0-only
/*
 * writers/TID/{pid,comm,namespace,ns_tid,operation,fd,inode}
 * writers/TID/{pipe_id,pipe_namespace,pipe_uid,shrunk,adopted,preexisting}
 * writers/TID/{slots,slots_created,slots_used,bytes_used,bytes_mergeable}
 * writers/TID/{readers,writers,blocked_usec}
 */
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/math64.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/string_helpers.h>
#include <linux/sysfs.h>
#include <linux/time64.h>
#include <linux/timekeeping.h>

#include "facts.h"
#include "params.h"
#include "publish/access.h"
#include "publish/writers.h"
#include "track/stall.h"
#include "track/wait_view.h"

/**
 * struct writer - a stalled writer's directory in sysfs
 * @kobj: the directory
 * @link: links all such directories; used by the worker only
 * @facts: the writer
 */
struct writer {
	struct kobject kobj;
	struct list_head link;
	struct ps_wait_facts facts;
};

static struct kobject *writers_dir;
static struct kset *uevent_set;
static LIST_HEAD(writers);
static unsigned int nr_writers;

static struct writer *to_writer(struct kobject *kobj)
{
	return container_of(kobj, struct writer, kobj);
}

static const char *operation_name(enum ps_operation operation)
{
	static const char * const names[] = {
		[PS_OPERATION_WRITE] = "write",
		[PS_OPERATION_SPLICE] = "splice",
		[PS_OPERATION_OPEN] = "open",
	};

	return names[operation];
}

/* A task may choose any name; escape it so that it stays on one line. */
static const char *escape_comm(const char *comm, char *buf, size_t size)
{
	static const char unsafe[] =
		"\\\"\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f"
		"\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e"
		"\x1f\x7f";
	int len;

	len = string_escape_mem(comm, strnlen(comm, TASK_COMM_LEN), buf,
				size - 1,
				ESCAPE_SPACE | ESCAPE_SPECIAL | ESCAPE_OCTAL,
				unsafe);
	buf[min_t(size_t, len, size - 1)] = '\0';
	return buf;
}

static u64 blocked_usec(const struct ps_wait_facts *facts)
{
	return div_u64(ktime_get_mono_fast_ns() - facts->since, NSEC_PER_USEC);
}

/* A file whose value does not change during the wait, except blocked_usec. */
#define FACT_RO(_name, _format, ...) \
static ssize_t _name##_show(struct kobject *kobj, \
			    struct kobj_attribute *attr, char *buf) \
{ \
	const struct ps_wait_facts *w = &to_writer(kobj)->facts; \
	char escaped[4 * TASK_COMM_LEN + 1] __maybe_unused; \
\
	if (!ps_access_host()) \
		return -EPERM; \
	return sysfs_emit(buf, _format "\n", __VA_ARGS__); \
} \
static struct kobj_attribute _name##_attr = __ATTR(_name, 0400, _name##_show, \
						   NULL)

/* A file that shows the pipe's current state. */
#define VIEW_RO(_name, _format, _value) \
static ssize_t _name##_show(struct kobject *kobj, \
			    struct kobj_attribute *attr, char *buf) \
{ \
	struct ps_ring_facts view; \
	int err; \
\
	if (!ps_access_host()) \
		return -EPERM; \
	err = ps_wait_view(&to_writer(kobj)->facts, &view); \
	return err ?: sysfs_emit(buf, _format "\n", _value); \
} \
static struct kobj_attribute _name##_attr = __ATTR(_name, 0400, _name##_show, \
						   NULL)

FACT_RO(pid, "%d", w->pid);
FACT_RO(comm, "%s", escape_comm(w->comm, escaped, sizeof(escaped)));
FACT_RO(namespace, "%u", w->namespace);
FACT_RO(ns_tid, "%d", w->ns_tid);
FACT_RO(operation, "%s", operation_name(w->operation));
FACT_RO(fd, "%d", w->fd);
FACT_RO(inode, "%llu", w->inode);
FACT_RO(pipe_id, "%llu", w->pipe.id);
FACT_RO(pipe_namespace, "%u", w->pipe.namespace);
FACT_RO(pipe_uid, "%u", w->pipe.uid);
FACT_RO(slots_created, "%u", w->pipe.slots_created);
FACT_RO(shrunk, "%d", w->pipe.shrunk);
FACT_RO(adopted, "%d", w->pipe.adopted);
FACT_RO(blocked_usec, "%llu", blocked_usec(w));
FACT_RO(preexisting, "%d", w->preexisting);

VIEW_RO(slots, "%u", view.slots);
VIEW_RO(slots_used, "%u", view.slots_used);
VIEW_RO(bytes_used, "%llu", view.bytes_used);
VIEW_RO(bytes_mergeable, "%u", view.bytes_mergeable);
VIEW_RO(readers, "%u", view.readers);
VIEW_RO(writers, "%u", view.writers);

static struct attribute *writer_attrs[] = {
	&pid_attr.attr,
	&comm_attr.attr,
	&namespace_attr.attr,
	&ns_tid_attr.attr,
	&operation_attr.attr,
	&fd_attr.attr,
	&inode_attr.attr,
	&pipe_id_attr.attr,
	&pipe_namespace_attr.attr,
	&pipe_uid_attr.attr,
	&slots_attr.attr,
	&slots_used_attr.attr,
	&bytes_used_attr.attr,
	&bytes_mergeable_attr.attr,
	&slots_created_attr.attr,
	&shrunk_attr.attr,
	&adopted_attr.attr,
	&readers_attr.attr,
	&writers_attr.attr,
	&blocked_usec_attr.attr,
	&preexisting_attr.attr,
	NULL,
};
ATTRIBUTE_GROUPS(writer);

static void writer_release(struct kobject *kobj)
{
	kfree(to_writer(kobj));
}

static struct kobj_type writer_type = {
	.release = writer_release,
	.sysfs_ops = &kobj_sysfs_ops,
	.default_groups = writer_groups,
};

static void remove_writer(struct writer *w)
{
	list_del(&w->link);
	nr_writers--;
	kobject_uevent(&w->kobj, KOBJ_REMOVE);
	kobject_del(&w->kobj);
	kobject_put(&w->kobj);
}

/* Removes the directory of an earlier stall of the same task, if any. */
static void remove_former(pid_t tid)
{
	struct writer *w, *next;

	list_for_each_entry_safe(w, next, &writers, link)
		if (w->facts.tid == tid)
			remove_writer(w);
}

/**
 * ps_sysfs_writer_add() - create a stalled writer's directory and send a uevent
 * @facts: the writer
 *
 * Context: may sleep; the worker.
 * Return: 0, -ENOSPC if there are max_stalled directories, or another negative
 * error; worth retrying.
 */
int ps_sysfs_writer_add(const struct ps_wait_facts *facts)
{
	struct writer *w;
	int err;

	remove_former(facts->tid);
	if (nr_writers >= ps_max_stalled)
		return -ENOSPC;
	w = kzalloc(sizeof(*w), GFP_KERNEL);
	if (!w)
		return -ENOMEM;
	w->facts = *facts;
	w->kobj.kset = uevent_set;
	err = kobject_init_and_add(&w->kobj, &writer_type, writers_dir, "%d",
				   facts->tid);
	if (err) {
		kobject_put(&w->kobj);
		return err;
	}
	list_add_tail(&w->link, &writers);
	nr_writers++;
	kobject_uevent(&w->kobj, KOBJ_ADD);
	return 0;
}

/**
 * ps_sysfs_writers_sweep() - remove the directories of ended stalls
 *
 * Context: may sleep; the worker.
 */
void ps_sysfs_writers_sweep(void)
{
	struct writer *w, *next;

	list_for_each_entry_safe(w, next, &writers, link)
		if (!ps_stall_holds(&w->facts))
			remove_writer(w);
}

/**
 * ps_sysfs_writers_clear() - remove all writers' directories
 *
 * Context: may sleep; the worker is stopped.
 */
void ps_sysfs_writers_clear(void)
{
	struct writer *w, *next;

	list_for_each_entry_safe(w, next, &writers, link)
		remove_writer(w);
}

/**
 * ps_sysfs_writers_init() - create writers/
 * @root: its parent directory; the set that sends the writers' uevents
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int ps_sysfs_writers_init(struct kset *root)
{
	uevent_set = root;
	writers_dir = kobject_create_and_add("writers", &root->kobj);
	return writers_dir ? 0 : -ENOMEM;
}

/**
 * ps_sysfs_writers_exit() - remove writers/
 *
 * Context: may sleep; no writer has a directory.
 */
void ps_sysfs_writers_exit(void)
{
	kobject_put(writers_dir);
}
