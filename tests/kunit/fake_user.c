// SPDX-License-Identifier: GPL-2.0-only
/* The kernel that unit tests run in exports free_uid(): it need not be found. */
#include "compat/user.h"

void ps_free_uid(struct user_struct *user)
{
	free_uid(user);
}
