// SPDX-License-Identifier: GPL-2.0-only
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/compiler.h>
#include <linux/printk.h>

#include "compat/user.h"
#include "text/symbol.h"

/*
 * NULL where the kernel does not export it, as 5.10 does not. In data, for code
 * that takes the address of a weak symbol cannot be loaded on arm64.
 */
extern typeof(free_uid) free_uid __weak;
static typeof(free_uid) *free_uid_found = free_uid;

/**
 * ps_compat_user_init() - find what the kernel may not export
 *
 * Context: may sleep.
 * Return: 0, or a negative error when the kernel has no free_uid().
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
 * @user: whose reference is given up
 *
 * Context: as free_uid(): any but NMI; after ps_compat_user_init().
 */
void ps_free_uid(struct user_struct *user)
{
	free_uid_found(user);
}
