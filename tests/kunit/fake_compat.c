// SPDX-License-Identifier: GPL-2.0-only
/*
 * Stands in for compat/: the kernel that unit tests run in exports free_uid(),
 * and its sendfile(2) splices.
 */
#include "compat/sendfile.h"
#include "compat/user.h"

bool ps_sendfile_writes;

void ps_free_uid(struct user_struct *user)
{
	free_uid(user);
}
