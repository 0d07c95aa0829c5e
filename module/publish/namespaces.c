// SPDX-License-Identifier: GPL-2.0-only
/*
 * total/{pipes,pages,...}
 * namespaces/INUM/{pipes,pages,...}
 * namespaces/INUM/{user_namespace,level}
 * namespaces/INUM/users/		filled by users.c
 */
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/math64.h>
#include <linux/pid_namespace.h>
#include <linux/slab.h>
#include <linux/sysfs.h>
#include <linux/time64.h>
#include <linux/user_namespace.h>

#include "account/accounts.h"
#include "account/registry.h"
#include "account/share.h"
#include "publish/access.h"
#include "publish/namespaces.h"

/**
 * struct directory - a namespace's directory in sysfs
 * @kobj: the directory
 * @ns: the namespace, which outlives the directory's files; NULL for total/
 * @users: its subdirectory users/
 */
struct directory {
	struct kobject kobj;
	struct ps_namespace *ns;
	struct kobject *users;
};

/**
 * struct counter_attribute - a file that shows one value
 * @file: the file
 * @value: computes the value from the counters
 */
struct counter_attribute {
	struct kobj_attribute file;
	u64 (*value)(const struct ps_counters *counters);
};

static struct kobject *namespaces_dir;
static struct directory *total;

static struct directory *to_directory(struct kobject *kobj)
{
	return container_of(kobj, struct directory, kobj);
}

static struct pid_namespace *pid_ns_of(const struct directory *dir)
{
	return dir->ns ? dir->ns->pid_ns : &init_pid_ns;
}

static int read_counters(struct directory *dir, struct ps_counters *counters)
{
	if (!ps_access_namespace(pid_ns_of(dir)))
		return -EPERM;
	if (dir->ns)
		ps_share_read_namespace(dir->ns, counters);
	else
		ps_accounts_total(counters);
	return 0;
}

static ssize_t counter_show(struct kobject *kobj, struct kobj_attribute *attr,
			    char *buf)
{
	struct counter_attribute *counter;
	struct ps_counters counters;
	int err;

	err = read_counters(to_directory(kobj), &counters);
	if (err)
		return err;
	counter = container_of(attr, struct counter_attribute, file);
	return sysfs_emit(buf, "%llu\n", counter->value(&counters));
}

#define COUNTER_RO(_name, _expression) \
static u64 _name##_value(const struct ps_counters *c) \
{ \
	return _expression; \
} \
static struct counter_attribute _name##_attr = { \
	.file = __ATTR(_name, 0444, counter_show, NULL), \
	.value = _name##_value, \
}

COUNTER_RO(pipes, ps_counters_pipes(c));
COUNTER_RO(pages, c->pages);
COUNTER_RO(pages_peak, c->pages_peak);
COUNTER_RO(pipes_created, c->pipes_created);
COUNTER_RO(pipes_adopted, c->pipes_adopted);
COUNTER_RO(pipes_destroyed, c->pipes_destroyed);
COUNTER_RO(pipes_shrunk, c->pipes_shrunk);
COUNTER_RO(pipes_refused, c->pipes_refused);
COUNTER_RO(pipes_unread, c->pipes_unread);
COUNTER_RO(unread_bytes, c->unread_bytes);
COUNTER_RO(writers_blocked, c->writers_blocked);
COUNTER_RO(writers_stalled, c->writers_stalled);
COUNTER_RO(blocks, c->blocks);
COUNTER_RO(blocked_usec, div_u64(c->blocked_nsec, NSEC_PER_USEC));
COUNTER_RO(blocked_usec_max, div_u64(c->blocked_nsec_max, NSEC_PER_USEC));
COUNTER_RO(stalls, c->stalls);

static ssize_t block_histogram_show(struct kobject *kobj,
				    struct kobj_attribute *attr, char *buf)
{
	struct ps_counters counters;
	int err, i, len = 0;

	err = read_counters(to_directory(kobj), &counters);
	if (err)
		return err;
	for (i = 0; i < PS_HISTOGRAM_BUCKETS; i++)
		len += sysfs_emit_at(buf, len, "%llu%c", counters.histogram[i],
				     i < PS_HISTOGRAM_BUCKETS - 1 ? ' ' : '\n');
	return len;
}

static struct kobj_attribute block_histogram_attr = __ATTR_RO(block_histogram);

static ssize_t user_namespace_show(struct kobject *kobj,
				   struct kobj_attribute *attr, char *buf)
{
	struct pid_namespace *pid_ns = pid_ns_of(to_directory(kobj));

	if (!ps_access_namespace(pid_ns))
		return -EPERM;
	return sysfs_emit(buf, "%u\n", pid_ns->user_ns->ns.inum);
}

static struct kobj_attribute user_namespace_attr = __ATTR_RO(user_namespace);

static ssize_t level_show(struct kobject *kobj, struct kobj_attribute *attr,
			  char *buf)
{
	struct pid_namespace *pid_ns = pid_ns_of(to_directory(kobj));

	if (!ps_access_namespace(pid_ns))
		return -EPERM;
	return sysfs_emit(buf, "%u\n", pid_ns->level);
}

static struct kobj_attribute level_attr = __ATTR_RO(level);

static struct attribute *total_attrs[] = {
	&pipes_attr.file.attr,
	&pages_attr.file.attr,
	&pages_peak_attr.file.attr,
	&pipes_created_attr.file.attr,
	&pipes_adopted_attr.file.attr,
	&pipes_destroyed_attr.file.attr,
	&pipes_shrunk_attr.file.attr,
	&pipes_refused_attr.file.attr,
	&pipes_unread_attr.file.attr,
	&unread_bytes_attr.file.attr,
	&writers_blocked_attr.file.attr,
	&writers_stalled_attr.file.attr,
	&blocks_attr.file.attr,
	&blocked_usec_attr.file.attr,
	&blocked_usec_max_attr.file.attr,
	&stalls_attr.file.attr,
	&block_histogram_attr.attr,
	NULL,
};
ATTRIBUTE_GROUPS(total);

static struct attribute *identity_attrs[] = {
	&user_namespace_attr.attr,
	&level_attr.attr,
	NULL,
};

static const struct attribute_group identity_group = {
	.attrs = identity_attrs,
};

static const struct attribute_group *namespace_groups[] = {
	&total_group,
	&identity_group,
	NULL,
};

static void directory_release(struct kobject *kobj)
{
	kfree(to_directory(kobj));
}

static struct kobj_type total_type = {
	.release = directory_release,
	.sysfs_ops = &kobj_sysfs_ops,
	.default_groups = total_groups,
};

static struct kobj_type namespace_type = {
	.release = directory_release,
	.sysfs_ops = &kobj_sysfs_ops,
	.default_groups = namespace_groups,
};

static void directory_remove(struct directory *dir)
{
	if (!dir)
		return;
	kobject_put(dir->users);
	/* Waits for readers of its files. */
	kobject_del(&dir->kobj);
	kobject_put(&dir->kobj);
}

/**
 * ps_sysfs_namespace_add() - create a namespace's directory
 * @ns: a namespace without a directory
 *
 * Context: may sleep; the worker.
 * Return: 0, or a negative error; worth retrying.
 */
int ps_sysfs_namespace_add(struct ps_namespace *ns)
{
	struct directory *dir = kzalloc(sizeof(*dir), GFP_KERNEL);
	int err;

	if (!dir)
		return -ENOMEM;
	dir->ns = ns;
	err = kobject_init_and_add(&dir->kobj, &namespace_type, namespaces_dir,
				   "%u", ps_namespace_inum(ns));
	if (err) {
		kobject_put(&dir->kobj);
		return err;
	}
	dir->users = kobject_create_and_add("users", &dir->kobj);
	if (!dir->users) {
		directory_remove(dir);
		return -ENOMEM;
	}
	ns->object.sysfs_dir = &dir->kobj;
	return 0;
}

/**
 * ps_sysfs_namespace_remove() - remove a namespace's directory
 * @ns: a namespace without account directories
 *
 * Context: may sleep; the worker. Returns after the last reader has finished.
 */
void ps_sysfs_namespace_remove(struct ps_namespace *ns)
{
	if (ns->object.sysfs_dir)
		directory_remove(to_directory(ns->object.sysfs_dir));
	ns->object.sysfs_dir = NULL;
}

/**
 * ps_sysfs_namespace_users() - get the directory for a namespace's accounts
 * @ns: a namespace that has a directory
 *
 * Context: the worker.
 * Return: its subdirectory users/.
 */
struct kobject *ps_sysfs_namespace_users(struct ps_namespace *ns)
{
	return to_directory(ns->object.sysfs_dir)->users;
}

static int total_add(struct kobject *root)
{
	int err;

	total = kzalloc(sizeof(*total), GFP_KERNEL);
	if (!total)
		return -ENOMEM;
	err = kobject_init_and_add(&total->kobj, &total_type, root, "total");
	if (err)
		kobject_put(&total->kobj);
	return err;
}

/**
 * ps_sysfs_namespaces_init() - create total/ and namespaces/
 * @root: their parent directory
 *
 * Context: may sleep.
 * Return: 0 or a negative error.
 */
int ps_sysfs_namespaces_init(struct kobject *root)
{
	int err;

	namespaces_dir = kobject_create_and_add("namespaces", root);
	if (!namespaces_dir)
		return -ENOMEM;
	err = total_add(root);
	if (err)
		kobject_put(namespaces_dir);
	return err;
}

/**
 * ps_sysfs_namespaces_exit() - remove total/ and namespaces/
 *
 * Context: may sleep; no namespace has a directory.
 */
void ps_sysfs_namespaces_exit(void)
{
	directory_remove(total);
	kobject_put(namespaces_dir);
}
