/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_USERS_H
#define _PIPESCOPE_USERS_H

struct kobject;
struct ps_account;
struct ps_user;

int ps_sysfs_users_init(struct kobject *root);
void ps_sysfs_users_exit(void);
int ps_sysfs_user_add(struct ps_user *user);
void ps_sysfs_user_remove(struct ps_user *user);
int ps_sysfs_account_add(struct ps_account *account);
void ps_sysfs_account_remove(struct ps_account *account);

#endif
