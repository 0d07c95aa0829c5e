/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_REGISTRY_H
#define _PIPESCOPE_REGISTRY_H

#include <linux/rculist.h>
#include <linux/types.h>

#include "account/objects.h"

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

#endif
