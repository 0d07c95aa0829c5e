/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_KUNIT_MADE_UP_H
#define _PIPESCOPE_KUNIT_MADE_UP_H

#include <kunit/test.h>
#include <linux/types.h>

#include "account/counters.h"

/* What the registry of accounts has room for. */
#define MADE_UP_NAMESPACES 4
#define MADE_UP_ACCOUNTS 6
/* What the table of pipes has room for. */
#define MADE_UP_PIPES 8

struct pid_namespace;
struct pipe_inode_info;
struct ps_account;
struct user_struct;

struct user_struct *made_up_user(struct kunit *test, uid_t uid);
bool made_up_user_is_held(const struct user_struct *user);

struct pid_namespace *made_up_pid_ns(struct kunit *test, unsigned int inum);
bool made_up_pid_ns_is_held(const struct pid_namespace *pid_ns);
void made_up_pid_ns_kill(struct pid_namespace *pid_ns);
void made_up_pid_ns_revive(struct pid_namespace *pid_ns);

int made_up_accounts_init(struct kunit *test);
void made_up_accounts_exit(struct kunit *test);
int made_up_track_init(struct kunit *test, unsigned int max_waits);
void made_up_track_exit(struct kunit *test);
struct ps_counters made_up_total(void);
struct ps_account *made_up_charge(struct pid_namespace *pid_ns,
				  struct user_struct *user, unsigned int slots);

struct pipe_inode_info *made_up_pipe(struct kunit *test,
				     struct user_struct *user,
				     unsigned int slots);
void made_up_pipe_fill(struct pipe_inode_info *pipe, unsigned int slots,
		       unsigned int bytes);

#endif
