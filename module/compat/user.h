/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_USER_H
#define _PIPESCOPE_USER_H

#include <linux/sched/user.h>

int ps_compat_user_init(void);
void ps_free_uid(struct user_struct *user);

#endif
