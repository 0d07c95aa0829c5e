// SPDX-License-Identifier: GPL-2.0-only
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/compiler.h>
#include <linux/printk.h>

#include "compat/user.h"
#include "text/symbol.h"

/*
 * NULL if the kernel, like 5.10, does not export the function. The address is
 * kept in data, because arm64 cannot load code that takes the address of a weak
 * symbol.
 */
extern typeof(free_uid) free_uid __weak;
static typeof(free_uid) *free_uid_found = free_uid;

/**
 * ps_compat_user_init() - find functions that the kernel may not export
 *
 * Context: may sleep.
 * Return: 0, or a negative error if free_uid() cannot be found.
 */
int ps_compat_user_init(void)
{
	static const char *const names[] = { "free_uid", NULL };
	struct ps_symbol function;
	int err;

	if (free_uid_found)
		return 0;
	err = ps_symbol_find(names, &function);
	if (err)
		pr_err("cannot find %s: error %d\n", names[0], err);
	else
		free_uid_found = (void *)function.address;
	return err;
}

/**
 * ps_free_uid() - free_uid(), exported or not
 * @user: the user to drop a reference to
 *
 * Context: as for free_uid(): any but NMI; ps_compat_user_init() has succeeded.
 */
void ps_free_uid(struct user_struct *user)
{
	free_uid_found(user);
}
