/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_CGROUP_H
#define PIPESCOPE_CGROUP_H

#include <stdbool.h>
#include <stddef.h>

#include "read/host.h"
#include "read/sysfs.h"

/* cgroup v1 has a line for each of its dozen hierarchies. */
#define CGROUP_MAX 16384

/**
 * cgroup_find() - find a task's cgroup in the text of /proc/PID/cgroup
 * @cgroups: the text
 * @controller: of cgroup v1, such as "freezer"; "" for cgroup v2
 * @path: where to write the path below the hierarchy's root; begins with a
 *	slash
 * @size: its size; longer paths are ignored
 *
 * Return: whether the task is in such a hierarchy
 */
bool cgroup_find(const char *cgroups, const char *controller, char *path,
		 size_t size);

/**
 * cgroup_frozen() - whether a task's cgroup, or one above it, is frozen
 * @host: the host
 * @dir: the task's directory
 *
 * Return: 1 if it is frozen or freezing, 0 if not, unknown if /sys/fs/cgroup
 * does not show the task's cgroup
 */
struct number cgroup_frozen(const struct host *host, int dir);

#endif /* PIPESCOPE_CGROUP_H */
