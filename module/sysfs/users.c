// SPDX-License-Identifier: GPL-2.0-only
/*
 * users/UID/{pipes,pages,pages_kernel}
 * namespaces/INUM/users/UID/{pipes,pages}
 */
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/rculist.h>
#include <linux/sched/user.h>
#include <linux/slab.h>
#include <linux/sysfs.h>

#include "access.h"
#include "accounts.h"
#include "namespaces.h"
#include "users.h"

/**
 * struct user_directory - a uid in users/
 * @kobj: the directory
 * @link: links all of them; the worker only
 * @user: the uid's kernel object, held by the accounts
 * @accounts: its accounts in all namespaces, at least one; RCU, written by the
 *	worker only
 */
struct user_directory {
	struct kobject kobj;
	struct list_head link;
	struct user_struct *user;
	struct list_head accounts;
};

/**
 * struct account_directory - a uid in a namespace's users/
 * @kobj: the directory
 * @account: the account, which outlives the directory's files
 * @user: its place among all of the uid's
 */
struct account_directory {
	struct kobject kobj;
	struct ps_account *account;
	struct user_directory *user;
};

static struct kobject *users_dir;
static LIST_HEAD(user_directories);

static struct user_directory *to_user(struct kobject *kobj)
{
	return container_of(kobj, struct user_directory, kobj);
}

static struct account_directory *to_account(struct kobject *kobj)
{
	return container_of(kobj, struct account_directory, kobj);
}

static int sum_accounts(struct user_directory *user, u64 *pipes, u64 *pages)
{
	struct ps_account *account;
	u64 one_pipes, one_pages;

	if (!ps_access_namespace(&init_pid_ns))
		return -EPERM;
	*pipes = 0;
	*pages = 0;
	rcu_read_lock();
	list_for_each_entry_rcu(account, &user->accounts, of_user) {
		ps_account_read(account, &one_pipes, &one_pages);
		*pipes += one_pipes;
		*pages += one_pages;
	}
	rcu_read_unlock();
	return 0;
}

static ssize_t user_pipes_show(struct kobject *kobj,
			       struct kobj_attribute *attr, char *buf)
{
	u64 pipes, pages;
	int err = sum_accounts(to_user(kobj), &pipes, &pages);

	return err ?: sysfs_emit(buf, "%llu\n", pipes);
}

static ssize_t user_pages_show(struct kobject *kobj,
			       struct kobj_attribute *attr, char *buf)
{
	u64 pipes, pages;
	int err = sum_accounts(to_user(kobj), &pipes, &pages);

	return err ?: sysfs_emit(buf, "%llu\n", pages);
}

static ssize_t pages_kernel_show(struct kobject *kobj,
				 struct kobj_attribute *attr, char *buf)
{
	if (!ps_access_namespace(&init_pid_ns))
		return -EPERM;
	return sysfs_emit(buf, "%ld\n",
			  atomic_long_read(&to_user(kobj)->user->pipe_bufs));
}

static struct kobj_attribute user_pipes_attr =
	__ATTR(pipes, 0444, user_pipes_show, NULL);
static struct kobj_attribute user_pages_attr =
	__ATTR(pages, 0444, user_pages_show, NULL);
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

static ssize_t account_pages_show(struct kobject *kobj,
				  struct kobj_attribute *attr, char *buf)
{
	u64 pipes, pages;
	int err = read_account(to_account(kobj), &pipes, &pages);

	return err ?: sysfs_emit(buf, "%llu\n", pages);
}

static struct kobj_attribute account_pipes_attr =
	__ATTR(pipes, 0444, account_pipes_show, NULL);
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

static struct user_directory *find_directory(const struct user_struct *user)
{
	struct user_directory *dir;

	list_for_each_entry(dir, &user_directories, link)
		if (dir->user == user)
			return dir;
	return NULL;
}

static struct user_directory *add_directory(struct user_struct *user, uid_t uid)
{
	struct user_directory *dir = kzalloc(sizeof(*dir), GFP_KERNEL);

	if (!dir)
		return NULL;
	dir->user = user;
	INIT_LIST_HEAD(&dir->accounts);
	if (kobject_init_and_add(&dir->kobj, &user_type, users_dir, "%u", uid)) {
		kobject_put(&dir->kobj);
		return NULL;
	}
	list_add_tail(&dir->link, &user_directories);
	return dir;
}

static void remove_user_if_empty(struct user_directory *dir)
{
	if (!list_empty(&dir->accounts))
		return;
	list_del(&dir->link);
	kobject_del(&dir->kobj);
	kobject_put(&dir->kobj);
}

/**
 * ps_sysfs_account_add() - make an account's directories
 * @account: an account that has none, and whose namespace has one
 *
 * Context: may sleep; the worker.
 * Return: 0 or a negative error; to be tried again later.
 */
int ps_sysfs_account_add(struct ps_account *account)
{
	struct account_directory *dir = kzalloc(sizeof(*dir), GFP_KERNEL);
	uid_t uid = ps_account_uid(account);
	int err = -ENOMEM;

	if (!dir)
		return -ENOMEM;
	dir->account = account;
	dir->user = find_directory(account->user) ?: add_directory(account->user, uid);
	if (!dir->user) {
		kfree(dir);
		return -ENOMEM;
	}
	err = kobject_init_and_add(&dir->kobj, &account_type,
				   ps_sysfs_namespace_users(account->ns), "%u",
				   uid);
	if (err) {
		remove_user_if_empty(dir->user);
		kobject_put(&dir->kobj);
		return err;
	}
	list_add_tail_rcu(&account->of_user, &dir->user->accounts);
	account->dir = &dir->kobj;
	return 0;
}

/**
 * ps_sysfs_account_remove() - remove an account's directories
 * @account: the account
 *
 * Context: may sleep; the worker. Returns when nobody reads them any more.
 */
void ps_sysfs_account_remove(struct ps_account *account)
{
	struct account_directory *dir;

	if (!account->dir)
		return;
	dir = to_account(account->dir);
	account->dir = NULL;
	list_del_rcu(&account->of_user);
	remove_user_if_empty(dir->user);
	kobject_del(&dir->kobj);
	kobject_put(&dir->kobj);
}

/**
 * ps_sysfs_users_init() - make users/
 * @root: where
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
 * ps_sysfs_users_exit() - remove it
 *
 * Context: may sleep; no account has a directory any more.
 */
void ps_sysfs_users_exit(void)
{
	kobject_put(users_dir);
}
