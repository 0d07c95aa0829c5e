/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_OBJECTS_H
#define _PIPESCOPE_OBJECTS_H

#include <linux/list.h>
#include <linux/pid_namespace.h>
#include <linux/sched/user.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#include "account/counters.h"

struct kobject;
struct ps_host_share;

/**
 * struct ps_object - the common part of the registry's three kinds of objects
 * @node: links the hash chain; must be first
 * @all: links all objects of this kind; read under RCU
 * @reaped: links the objects that ps_registry_reap() removed
 * @dead: removed from the hash, must not be charged. Written under the
 *	registry's lock. Who charges an account or namespace reads it under the
 *	lock of a share; before the object is removed, each share's lock has
 *	been taken once with this set
 * @sysfs_dir: its directory in sysfs, NULL until the worker has created it
 */
struct ps_object {
	struct hlist_node node;
	struct list_head all;
	struct list_head reaped;
	bool dead;
	struct kobject *sysfs_dir;
};

/**
 * struct ps_tally - pipes of an account
 * @made: number of pipes that were created or adopted
 * @gone: number of these that were destroyed
 * @pages: number of slots of those that exist
 *
 * One processor's may have more that are gone than were made, and less than no
 * pages: only the sum over all processors has a meaning.
 */
struct ps_tally {
	u64 made;
	u64 gone;
	u64 pages;
};

/**
 * struct ps_share - counters that are written together
 * @lock: protects @counters, and the tallies of accounts that use this share;
 *	raw
 * @counters: the counters
 */
struct ps_share {
	raw_spinlock_t lock;
	struct ps_counters counters;
};

/**
 * struct ps_namespace - a pid namespace
 * @object: its place in the registry
 * @pid_ns: the pid namespace; the reference keeps its inum from being reused
 * @own: its counters, if it is not the host's
 * @host: the host's counters, in a share for each processor, and NULL for other
 *	namespaces. @own then belongs to the accounts that have no slot
 * @nr_accounts: number of its accounts; protected by the registry's lock
 * @dying: its init process is exiting
 */
struct ps_namespace {
	struct ps_object object;
	struct pid_namespace *pid_ns;
	struct ps_share own;
	struct ps_host_share __percpu *host;
	unsigned int nr_accounts;
	bool dying;
};

/**
 * struct ps_user - a uid
 * @object: its place in the registry
 * @user: the uid's user_struct, referenced
 * @accounts: its accounts in all namespaces; written under the registry's lock,
 *	read under RCU
 * @nr_accounts: number of its accounts; protected by the registry's lock
 */
struct ps_user {
	struct ps_object object;
	struct user_struct *user;
	struct list_head accounts;
	unsigned int nr_accounts;
};

/**
 * struct ps_account - the pipes of one uid in one pid namespace
 * @object: its place in the registry
 * @ns: its namespace, which outlives it
 * @user: its uid, which outlives it
 * @of_user: links the accounts of @user
 * @slot: the place of its tallies in the host's shares, or PS_NO_SLOT
 * @own: its tally, if it has no slot; protected by the lock of @ns->own
 * @seen_empty: pipes that had been made when the worker last looked, if all of
 *	them were gone, else 0
 * @idle_since: jiffies when the worker first saw that number
 */
struct ps_account {
	struct ps_object object;
	struct ps_namespace *ns;
	struct ps_user *user;
	struct list_head of_user;
	int slot;
	struct ps_tally own;
	u64 seen_empty;
	u64 idle_since;
};

static inline unsigned int ps_namespace_inum(const struct ps_namespace *ns)
{
	return ns->pid_ns->ns.inum;
}

static inline uid_t ps_user_uid(const struct ps_user *user)
{
	return from_kuid(&init_user_ns, user->user->uid);
}

/* The init process has exited: no process can be created there any more. */
static inline bool ps_pid_ns_is_dead(const struct pid_namespace *pid_ns)
{
	return !(READ_ONCE(pid_ns->pid_allocated) & PIDNS_ADDING);
}

#endif
