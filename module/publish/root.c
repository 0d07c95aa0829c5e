// SPDX-License-Identifier: GPL-2.0-only
/*
 * /sys/kernel/pipescope/{abi,armed,stall_threshold_ms,stalled}
 * /sys/kernel/pipescope/probes/{alloc,write,missed,absent,breakpoints}
 * /sys/kernel/pipescope/health/{untracked_pipes,untracked_waits}
 * /sys/kernel/pipescope/health/{adoptions,corrected_pipes}
 */
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "probes/functions.h"
#include "probes/missed.h"
#include "probes/place.h"
#include "publish/access.h"
#include "publish/namespaces.h"
#include "publish/root.h"
#include "publish/users.h"
#include "publish/writers.h"
#include "track/adopt.h"
#include "track/pipes.h"
#include "track/stalled.h"
#include "track/waits.h"

#define ABI_VERSION 1

static struct kset *root;
static const struct ps_sysfs_controls *controls;

static ssize_t abi_show(struct kobject *kobj, struct kobj_attribute *attr,
			char *buf)
{
	return sysfs_emit(buf, "%d\n", ABI_VERSION);
}

static struct kobj_attribute abi_attr = __ATTR_RO(abi);

static ssize_t armed_show(struct kobject *kobj, struct kobj_attribute *attr,
			  char *buf)
{
	return sysfs_emit(buf, "%d\n", controls->is_armed());
}

static ssize_t armed_store(struct kobject *kobj, struct kobj_attribute *attr,
			   const char *buf, size_t count)
{
	unsigned int value;
	int err = 0;

	if (!ps_access_host())
		return -EPERM;
	if (kstrtouint(buf, 10, &value) || value > 1)
		return -EINVAL;
	if (value)
		err = controls->arm();
	else
		controls->disarm();
	return err ?: count;
}

static struct kobj_attribute armed_attr = __ATTR_RW(armed);

static ssize_t stall_threshold_ms_show(struct kobject *kobj,
				       struct kobj_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%u\n", ps_stalled_threshold());
}

static ssize_t stall_threshold_ms_store(struct kobject *kobj,
					struct kobj_attribute *attr,
					const char *buf, size_t count)
{
	unsigned int msec;

	if (!ps_access_host())
		return -EPERM;
	if (kstrtouint(buf, 10, &msec))
		return -EINVAL;
	return ps_stalled_set_threshold(msec) ?: count;
}

static struct kobj_attribute stall_threshold_ms_attr =
	__ATTR_RW(stall_threshold_ms);

static ssize_t stalled_show(struct kobject *kobj, struct kobj_attribute *attr,
			    char *buf)
{
	return sysfs_emit(buf, "%u\n", ps_stalled_count());
}

static struct kobj_attribute stalled_attr = __ATTR_RO(stalled);

static struct attribute *root_attrs[] = {
	&abi_attr.attr,
	&stall_threshold_ms_attr.attr,
	&stalled_attr.attr,
	&armed_attr.attr,
	NULL,
};

static const struct attribute_group root_group = {
	.attrs = root_attrs,
};

static ssize_t alloc_show(struct kobject *kobj, struct kobj_attribute *attr,
			  char *buf)
{
	return sysfs_emit(buf, "%s\n", ps_probes_alloc_method());
}

static struct kobj_attribute alloc_attr = __ATTR_RO(alloc);

static ssize_t write_show(struct kobject *kobj, struct kobj_attribute *attr,
			  char *buf)
{
	return sysfs_emit(buf, "%s\n", ps_probes_write_method());
}

static struct kobj_attribute write_attr = __ATTR_RO(write);

static ssize_t missed_show(struct kobject *kobj, struct kobj_attribute *attr,
			   char *buf)
{
	ps_missed_note();
	return sysfs_emit(buf, "%llu\n", ps_missed_count());
}

static struct kobj_attribute missed_attr = __ATTR_RO(missed);

static ssize_t absent_show(struct kobject *kobj, struct kobj_attribute *attr,
			   char *buf)
{
	char absent[PS_FUNCTIONS_NAMES_SIZE];

	ps_probes_absent(absent, sizeof(absent));
	return sysfs_emit(buf, "%s\n", absent);
}

static struct kobj_attribute absent_attr = __ATTR_RO(absent);

static ssize_t breakpoints_show(struct kobject *kobj,
				struct kobj_attribute *attr, char *buf)
{
	char names[PS_FUNCTIONS_NAMES_SIZE];

	ps_probes_breakpoints(names, sizeof(names));
	return sysfs_emit(buf, "%s\n", names);
}

static struct kobj_attribute breakpoints_attr = __ATTR_RO(breakpoints);

static struct attribute *probes_attrs[] = {
	&alloc_attr.attr,
	&write_attr.attr,
	&missed_attr.attr,
	&absent_attr.attr,
	&breakpoints_attr.attr,
	NULL,
};

static const struct attribute_group probes_group = {
	.name = "probes",
	.attrs = probes_attrs,
};

static ssize_t untracked_pipes_show(struct kobject *kobj,
				    struct kobj_attribute *attr, char *buf)
{
	ps_missed_note();
	/* At least one pipe per uid with more pages than are tracked. */
	return sysfs_emit(buf, "%llu\n", max(ps_pipes_untracked(),
					     ps_adopt_hidden_users()));
}

static struct kobj_attribute untracked_pipes_attr = __ATTR_RO(untracked_pipes);

static ssize_t untracked_waits_show(struct kobject *kobj,
				    struct kobj_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%llu\n", ps_waits_untracked());
}

static struct kobj_attribute untracked_waits_attr = __ATTR_RO(untracked_waits);

static ssize_t adoptions_show(struct kobject *kobj,
			      struct kobj_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%llu\n", ps_adopt_count());
}

static struct kobj_attribute adoptions_attr = __ATTR_RO(adoptions);

static ssize_t corrected_pipes_show(struct kobject *kobj,
				    struct kobj_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%llu\n", ps_pipes_corrected());
}

static struct kobj_attribute corrected_pipes_attr = __ATTR_RO(corrected_pipes);

static struct attribute *health_attrs[] = {
	&untracked_pipes_attr.attr,
	&untracked_waits_attr.attr,
	&adoptions_attr.attr,
	&corrected_pipes_attr.attr,
	NULL,
};

static const struct attribute_group health_group = {
	.name = "health",
	.attrs = health_attrs,
};

/* "armed" comes last: nothing may fail once users can write to it. */
static const struct attribute_group *root_groups[] = {
	&probes_group,
	&health_group,
	&root_group,
	NULL,
};

static int add_directories(void)
{
	int err;

	err = ps_sysfs_namespaces_init(&root->kobj);
	if (err)
		return err;
	err = ps_sysfs_users_init(&root->kobj);
	if (err)
		goto namespaces_exit;
	err = ps_sysfs_writers_init(root);
	if (err)
		goto users_exit;
	return 0;

users_exit:
	ps_sysfs_users_exit();
namespaces_exit:
	ps_sysfs_namespaces_exit();
	return err;
}

static void remove_directories(void)
{
	ps_sysfs_writers_exit();
	ps_sysfs_users_exit();
	ps_sysfs_namespaces_exit();
}

/**
 * ps_sysfs_init() - create the tree in sysfs
 * @ops: called by reads from and writes to "armed"
 *
 * Context: may sleep.
 * Return: 0 or a negative error.
 */
int ps_sysfs_init(const struct ps_sysfs_controls *ops)
{
	int err;

	controls = ops;
	root = kset_create_and_add("pipescope", NULL, kernel_kobj);
	if (!root)
		return -ENOMEM;
	err = add_directories();
	if (err)
		goto unregister;
	err = sysfs_create_groups(&root->kobj, root_groups);
	if (err)
		goto remove_directories;
	return 0;

remove_directories:
	remove_directories();
unregister:
	kset_unregister(root);
	return err;
}

/**
 * ps_sysfs_close_controls() - remove the files that control the module
 *
 * Context: may sleep. Returns after the last reader and writer have finished.
 */
void ps_sysfs_close_controls(void)
{
	sysfs_remove_groups(&root->kobj, root_groups);
}

/**
 * ps_sysfs_exit() - remove the tree from sysfs
 *
 * Context: may sleep; disarmed, after ps_sysfs_close_controls().
 */
void ps_sysfs_exit(void)
{
	remove_directories();
	kset_unregister(root);
}

/**
 * ps_sysfs_notify_stalled() - wake tasks that poll the file "stalled"
 *
 * Does nothing if the value has not changed since the last call.
 *
 * Context: may sleep; one caller at a time.
 */
void ps_sysfs_notify_stalled(void)
{
	static unsigned int notified;
	unsigned int now = ps_stalled_count();

	if (now == notified)
		return;
	notified = now;
	sysfs_notify(&root->kobj, NULL, stalled_attr.attr.name);
}
