// SPDX-License-Identifier: GPL-2.0-only
#include <linux/capability.h>
#include <linux/pid_namespace.h>
#include <linux/sched.h>

#include "publish/access.h"

static bool is_inside(const struct pid_namespace *pid_ns,
		      const struct pid_namespace *outer)
{
	while (pid_ns && pid_ns != outer)
		pid_ns = pid_ns->parent;
	return pid_ns;
}

/**
 * ps_access_namespace() - may the current task see a namespace's values?
 * @pid_ns: the namespace; &init_pid_ns for values of the whole host
 *
 * Context: process.
 * Return: true for the task's own namespace and its descendants, and for a task
 * with CAP_SYS_ADMIN in the initial user namespace.
 */
bool ps_access_namespace(struct pid_namespace *pid_ns)
{
	return is_inside(pid_ns, task_active_pid_ns(current)) ||
	       ps_access_host();
}

/**
 * ps_access_host() - may the current task see and control everything?
 *
 * Context: process.
 * Return: true with CAP_SYS_ADMIN in the initial user namespace.
 */
bool ps_access_host(void)
{
	return capable(CAP_SYS_ADMIN);
}
