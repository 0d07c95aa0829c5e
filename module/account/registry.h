/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_REGISTRY_H
#define _PIPESCOPE_REGISTRY_H

#include <linux/atomic.h>
#include <linux/list.h>
#include <linux/pid_namespace.h>
#include <linux/sched/user.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#include "account/counters.h"

struct kobject;

/**
 * struct ps_object - the common part of the registry's three kinds of objects
 * @node: links the hash chain, or the reserve's free list; must be first
 * @all: links all objects of this kind; read under RCU
 * @reaped: links the objects that ps_registry_reap() removed
 * @dead: removed from the hash, must not be charged. Written under the
 *	registry's lock; for namespaces and accounts also under the namespace's
 *	lock, so that either lock suffices for reading
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
 * struct ps_namespace - a pid namespace
 * @object: its place in the registry
 * @pid_ns: the pid namespace; the reference keeps its inum from being reused
 * @lock: protects @counters, @object.dead, and its accounts' numbers and
 *	object.dead; raw
 * @counters: its counters; protected by @lock
 * @nr_accounts: number of its accounts; protected by the registry's lock
 * @dying: its init process is exiting
 */
struct ps_namespace {
	struct ps_object object;
	struct pid_namespace *pid_ns;
	raw_spinlock_t lock;
	struct ps_counters counters;
	unsigned int nr_accounts;
	bool dying;
};

/**
 * struct ps_user - a uid
 * @object: its place in the registry
 * @user: the uid's user_struct, referenced
 * @pipes: number of its tracked pipes, in all namespaces
 * @pages: number of their slots
 * @nr_accounts: number of its accounts; protected by the registry's lock
 */
struct ps_user {
	struct ps_object object;
	struct user_struct *user;
	atomic64_t pipes;
	atomic64_t pages;
	unsigned int nr_accounts;
};

/**
 * struct ps_account - the pipes of one uid in one pid namespace
 * @object: its place in the registry
 * @ns: its namespace, which outlives it
 * @user: its uid, which outlives it
 * @pipes: number of pipes that exist; protected by @ns->lock
 * @pages: number of their slots; protected by @ns->lock
 * @idle_since: jiffies when @pipes became 0; protected by @ns->lock
 */
struct ps_account {
	struct ps_object object;
	struct ps_namespace *ns;
	struct ps_user *user;
	u64 pipes;
	u64 pages;
	u64 idle_since;
};

/**
 * struct ps_reaped - objects removed from the registry and not yet freed
 * @accounts: accounts, linked by &ps_object.reaped
 * @users: uids, linked by &ps_object.reaped
 * @namespaces: pid namespaces, linked by &ps_object.reaped
 */
struct ps_reaped {
	struct list_head accounts;
	struct list_head users;
	struct list_head namespaces;
};

extern struct list_head ps_namespaces;
extern struct list_head ps_users;
extern struct list_head ps_accounts;

/*
 * For RCU read sections, and for the worker: it alone removes objects, so that
 * it needs no RCU and may sleep in the loop.
 */
#define ps_for_each_namespace(ns) \
	list_for_each_entry_rcu(ns, &ps_namespaces, object.all, true)
#define ps_for_each_user(user) \
	list_for_each_entry_rcu(user, &ps_users, object.all, true)
#define ps_for_each_account(account) \
	list_for_each_entry_rcu(account, &ps_accounts, object.all, true)

int ps_registry_init(unsigned int max_namespaces, unsigned int max_accounts);
void ps_registry_exit(void);
int ps_registry_top_up(void);

struct ps_account *ps_registry_find_account(const struct pid_namespace *pid_ns,
					    const struct user_struct *user);
struct ps_namespace *
ps_registry_find_namespace(const struct pid_namespace *pid_ns);
struct ps_account *ps_registry_add_account(struct pid_namespace *pid_ns,
					   struct user_struct *user);
struct ps_namespace *ps_registry_add_namespace(struct pid_namespace *pid_ns);
void ps_registry_expect_idle(const struct ps_namespace *ns);
bool ps_registry_note_user(struct user_struct *user);
u64 ps_registry_reap(struct ps_reaped *reaped, bool all);
bool ps_registry_release(struct ps_reaped *reaped);

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
