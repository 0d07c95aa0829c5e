/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_NAMESPACES_H
#define _PIPESCOPE_NAMESPACES_H

struct kobject;
struct ps_namespace;

int ps_sysfs_namespaces_init(struct kobject *root);
void ps_sysfs_namespaces_exit(void);
int ps_sysfs_namespace_add(struct ps_namespace *ns);
void ps_sysfs_namespace_remove(struct ps_namespace *ns);
struct kobject *ps_sysfs_namespace_users(struct ps_namespace *ns);

#endif
