/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_ACCOUNTS_H
#define _PIPESCOPE_ACCOUNTS_H

#include <linux/list.h>
#include <linux/pid_namespace.h>
#include <linux/sched/user.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#include "counters.h"

struct kobject;

/**
 * struct ps_namespace - what is known about a pid namespace
 * @node: links the hash, or the reserve; must be first
 * @all: links the list of all namespaces; RCU
 * @reaped: links those that the worker is taking down
 * @pid_ns: the namespace, held; so its inum is not given to another meanwhile
 * @lock: protects @counters, @dying, @dead and the accounts' numbers; raw
 * @counters: its counters
 * @nr_accounts: accounts in it; protected by the registry's lock
 * @dying: its init process has begun to exit
 * @dead: taken out of the hash, must not be charged any more
 * @dir: its directory in sysfs, NULL until the worker has made it
 */
struct ps_namespace {
	struct hlist_node node;
	struct list_head all;
	struct list_head reaped;
	struct pid_namespace *pid_ns;
	raw_spinlock_t lock;
	struct ps_counters counters;
	unsigned int nr_accounts;
	bool dying;
	bool dead;
	struct kobject *dir;
};

/**
 * struct ps_account - pipes of one uid in one pid namespace
 * @node: links the hash, or the reserve; must be first
 * @all: links the list of all accounts; RCU
 * @reaped: links those that the worker is taking down
 * @ns: its namespace, which outlives it
 * @user: the uid's kernel object, held
 * @pipes: pipes that exist; protected by @ns->lock
 * @pages: their slots; likewise
 * @idle_since: jiffies when @pipes became 0; likewise
 * @dead: taken out of the hash, must not be charged any more; likewise
 * @of_user: links the accounts of the same user in sysfs; RCU
 * @dir: its directory in sysfs, NULL until the worker has made it
 */
struct ps_account {
	struct hlist_node node;
	struct list_head all;
	struct list_head reaped;
	struct ps_namespace *ns;
	struct user_struct *user;
	u64 pipes;
	u64 pages;
	u64 idle_since;
	bool dead;
	struct list_head of_user;
	struct kobject *dir;
};

/* RCU; only the worker removes, and it may sleep between two steps. */
extern struct list_head ps_namespaces;
extern struct list_head ps_accounts;

#define ps_for_each_namespace(ns) \
	list_for_each_entry_rcu(ns, &ps_namespaces, all, true)
#define ps_for_each_account(account) \
	list_for_each_entry_rcu(account, &ps_accounts, all, true)

int ps_accounts_init(unsigned int max_namespaces, unsigned int max_accounts);
void ps_accounts_exit(void);
int ps_accounts_top_up(void);

struct ps_account *ps_account_charge(struct pid_namespace *pid_ns,
				     struct user_struct *user,
				     unsigned int slots, bool shrunk);
void ps_account_uncharge(struct ps_account *account, unsigned int slots,
			 u64 unread_bytes);
void ps_account_resize(struct ps_account *account, unsigned int slots,
		       unsigned int new_slots);
void ps_account_read(struct ps_account *account, u64 *pipes, u64 *pages);

void ps_namespace_refuse(struct pid_namespace *pid_ns);
struct ps_namespace *ps_namespace_block(struct pid_namespace *pid_ns);
void ps_namespace_stall(struct ps_namespace *ns);
void ps_namespace_unblock(struct ps_namespace *ns, u64 nsec, bool stalled);
void ps_namespace_forget_block(struct ps_namespace *ns, bool stalled);
void ps_namespace_unstall(struct ps_namespace *ns);
void ps_namespace_dying(struct pid_namespace *pid_ns);
void ps_namespace_read(struct ps_namespace *ns, struct ps_counters *counters);
void ps_total_read(struct ps_counters *counters);

u64 ps_accounts_reap(struct list_head *accounts, struct list_head *namespaces,
		     bool all);
void ps_accounts_release(struct list_head *accounts,
			 struct list_head *namespaces);

static inline unsigned int ps_namespace_inum(const struct ps_namespace *ns)
{
	return ns->pid_ns->ns.inum;
}

static inline uid_t ps_account_uid(const struct ps_account *account)
{
	return from_kuid(&init_user_ns, account->user->uid);
}

#endif
