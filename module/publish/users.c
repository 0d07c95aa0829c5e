// SPDX-License-Identifier: GPL-2.0-only
/*
 * users/UID/{pipes,pages,pages_kernel}
 * namespaces/INUM/users/UID/{pipes,pages}
 */
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/sched/user.h>
#include <linux/slab.h>
#include <linux/sysfs.h>

#include "account/accounts.h"
#include "account/registry.h"
#include "publish/access.h"
#include "publish/namespaces.h"
#include "publish/users.h"

/**
 * struct user_directory - a uid's directory in users/
 * @kobj: the directory
 * @user: the uid, which outlives the directory's files
 */
struct user_directory {
	struct kobject kobj;
	struct ps_user *user;
};

/**
 * struct account_directory - a uid's directory in a namespace's users/
 * @kobj: the directory
 * @account: the account, which outlives the directory's files
 */
struct account_directory {
	struct kobject kobj;
	struct ps_account *account;
};

static struct kobject *users_dir;

static struct user_directory *to_user(struct kobject *kobj)
{
	return container_of(kobj, struct user_directory, kobj);
}

static struct account_directory *to_account(struct kobject *kobj)
{
	return container_of(kobj, struct account_directory, kobj);
}

static int read_user(struct user_directory *dir, u64 *pipes, u64 *pages)
{
	if (!ps_access_namespace(&init_pid_ns))
		return -EPERM;
	ps_user_read(dir->user, pipes, pages);
	return 0;
}

static ssize_t user_pipes_show(struct kobject *kobj,
			       struct kobj_attribute *attr, char *buf)
{
	u64 pipes, pages;
	int err = read_user(to_user(kobj), &pipes, &pages);

	return err ?: sysfs_emit(buf, "%llu\n", pipes);
}

static struct kobj_attribute user_pipes_attr =
	__ATTR(pipes, 0444, user_pipes_show, NULL);

static ssize_t user_pages_show(struct kobject *kobj,
			       struct kobj_attribute *attr, char *buf)
{
	u64 pipes, pages;
	int err = read_user(to_user(kobj), &pipes, &pages);

	return err ?: sysfs_emit(buf, "%llu\n", pages);
}

static struct kobj_attribute user_pages_attr =
	__ATTR(pages, 0444, user_pages_show, NULL);

static ssize_t pages_kernel_show(struct kobject *kobj,
				 struct kobj_attribute *attr, char *buf)
{
	const struct user_struct *user = to_user(kobj)->user->user;

	if (!ps_access_namespace(&init_pid_ns))
		return -EPERM;
	return sysfs_emit(buf, "%ld\n", atomic_long_read(&user->pipe_bufs));
}

static struct kobj_attribute pages_kernel_attr = __ATTR_RO(pages_kernel);

static struct attribute *user_attrs[] = {
	&user_pipes_attr.attr,
	&user_pages_attr.attr,
	&pages_kernel_attr.attr,
	NULL,
};
ATTRIBUTE_GROUPS(user);

static void user_release(struct kobject *kobj)
{
	kfree(to_user(kobj));
}

static struct kobj_type user_type = {
	.release = user_release,
	.sysfs_ops = &kobj_sysfs_ops,
	.default_groups = user_groups,
};

static int read_account(struct account_directory *dir, u64 *pipes, u64 *pages)
{
	if (!ps_access_namespace(dir->account->ns->pid_ns))
		return -EPERM;
	ps_account_read(dir->account, pipes, pages);
	return 0;
}

static ssize_t account_pipes_show(struct kobject *kobj,
				  struct kobj_attribute *attr, char *buf)
{
	u64 pipes, pages;
	int err = read_account(to_account(kobj), &pipes, &pages);

	return err ?: sysfs_emit(buf, "%llu\n", pipes);
}

static struct kobj_attribute account_pipes_attr =
	__ATTR(pipes, 0444, account_pipes_show, NULL);

static ssize_t account_pages_show(struct kobject *kobj,
				  struct kobj_attribute *attr, char *buf)
{
	u64 pipes, pages;
	int err = read_account(to_account(kobj), &pipes, &pages);

	return err ?: sysfs_emit(buf, "%llu\n", pages);
}

static struct kobj_attribute account_pages_attr =
	__ATTR(pages, 0444, account_pages_show, NULL);

static struct attribute *account_attrs[] = {
	&account_pipes_attr.attr,
	&account_pages_attr.attr,
	NULL,
};
ATTRIBUTE_GROUPS(account);

static void account_release(struct kobject *kobj)
{
	kfree(to_account(kobj));
}

static struct kobj_type account_type = {
	.release = account_release,
	.sysfs_ops = &kobj_sysfs_ops,
	.default_groups = account_groups,
};

/**
 * ps_sysfs_user_add() - create a uid's directory
 * @user: a uid without a directory
 *
 * Context: may sleep; the worker.
 * Return: 0, or a negative error; worth retrying.
 */
int ps_sysfs_user_add(struct ps_user *user)
{
	struct user_directory *dir = kzalloc(sizeof(*dir), GFP_KERNEL);
	int err;

	if (!dir)
		return -ENOMEM;
	dir->user = user;
	err = kobject_init_and_add(&dir->kobj, &user_type, users_dir, "%u",
				   ps_user_uid(user));
	if (err)
		kobject_put(&dir->kobj);
	else
		user->object.sysfs_dir = &dir->kobj;
	return err;
}

/**
 * ps_sysfs_account_add() - create an account's directory
 * @account: an account without a directory, whose namespace has one
 *
 * Context: may sleep; the worker.
 * Return: 0, or a negative error; worth retrying.
 */
int ps_sysfs_account_add(struct ps_account *account)
{
	struct account_directory *dir = kzalloc(sizeof(*dir), GFP_KERNEL);
	int err;

	if (!dir)
		return -ENOMEM;
	dir->account = account;
	err = kobject_init_and_add(&dir->kobj, &account_type,
				   ps_sysfs_namespace_users(account->ns), "%u",
				   ps_user_uid(account->user));
	if (err)
		kobject_put(&dir->kobj);
	else
		account->object.sysfs_dir = &dir->kobj;
	return err;
}

static void remove_directory(struct ps_object *object)
{
	if (!object->sysfs_dir)
		return;
	/* Waits for readers of its files. */
	kobject_del(object->sysfs_dir);
	kobject_put(object->sysfs_dir);
	object->sysfs_dir = NULL;
}

/**
 * ps_sysfs_user_remove() - remove a uid's directory
 * @user: the uid
 *
 * Context: may sleep; the worker. Returns after the last reader has finished.
 */
void ps_sysfs_user_remove(struct ps_user *user)
{
	remove_directory(&user->object);
}

/**
 * ps_sysfs_account_remove() - remove an account's directory
 * @account: the account
 *
 * Context: may sleep; the worker. Returns after the last reader has finished.
 */
void ps_sysfs_account_remove(struct ps_account *account)
{
	remove_directory(&account->object);
}

/**
 * ps_sysfs_users_init() - create users/
 * @root: its parent directory
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int ps_sysfs_users_init(struct kobject *root)
{
	users_dir = kobject_create_and_add("users", root);
	return users_dir ? 0 : -ENOMEM;
}

/**
 * ps_sysfs_users_exit() - remove users/
 *
 * Context: may sleep; no uid and no account has a directory.
 */
void ps_sysfs_users_exit(void)
{
	kobject_put(users_dir);
}
