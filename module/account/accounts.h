/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_ACCOUNTS_H
#define _PIPESCOPE_ACCOUNTS_H

#include <linux/types.h>

struct pid_namespace;
struct ps_account;
struct ps_counters;
struct ps_namespace;
struct ps_user;
struct user_struct;

/* How a charged pipe became known. */
enum ps_origin {
	PS_CREATED,
	PS_CREATED_SHRUNK,	/* its uid was over the soft limit */
	PS_ADOPTED,		/* found by a walk */
};

struct ps_account *ps_account_charge(struct pid_namespace *pid_ns,
				     struct user_struct *user,
				     unsigned int slots, enum ps_origin origin);
void ps_account_uncharge(struct ps_account *account, unsigned int slots,
			 u64 unread_bytes);
void ps_account_resize(struct ps_account *account, unsigned int slots,
		       unsigned int new_slots);
void ps_account_read(struct ps_account *account, u64 *pipes, u64 *pages);
void ps_user_read(const struct ps_user *user, u64 *pipes, u64 *pages);

void ps_namespace_refuse(struct pid_namespace *pid_ns);
struct ps_namespace *ps_namespace_block(struct pid_namespace *pid_ns);
void ps_namespace_stall(struct ps_namespace *ns);
void ps_namespace_unstall(struct ps_namespace *ns);
void ps_namespace_unblock(struct ps_namespace *ns, u64 nsec, bool stalled);
void ps_namespace_forget_block(struct ps_namespace *ns, bool stalled);
void ps_namespace_dying(struct pid_namespace *pid_ns);

void ps_accounts_total(struct ps_counters *counters);

#endif
