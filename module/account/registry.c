// SPDX-License-Identifier: GPL-2.0-only
#include <linux/hash.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/rculist.h>

#include "account/registry.h"
#include "account/share.h"
#include "account/totals.h"
#include "compat/user.h"
#include "core/nmi_lock.h"
#include "core/reserve.h"
#include "core/worker.h"

#define HASH_BITS 10
#define RESERVED_NAMESPACES 512
#define RESERVED_ACCOUNTS 512
#define IDLE_NOTICE_MSEC 1000	/* until an account without pipes is noticed */
#define IDLE_LINGER_MSEC 2000	/* how long it is kept then */
#define DEATH_RECHECK_MSEC 20

LIST_HEAD(ps_namespaces);
LIST_HEAD(ps_users);
LIST_HEAD(ps_accounts);

/*
 * Protects insertion into and removal from the hashes and lists; lookups use
 * RCU. Lock order: totals, a bucket of the table of waits, one of that of
 * pipes, this lock, a share's, a magazine's, a reserve's, a peak's.
 */
static DEFINE_RAW_SPINLOCK(registry_lock);
static struct hlist_head namespace_hash[1 << HASH_BITS];
static struct hlist_head user_hash[1 << HASH_BITS];
static struct hlist_head account_hash[1 << HASH_BITS];
static struct ps_reserve namespace_reserve;
static struct ps_reserve user_reserve;
static struct ps_reserve account_reserve;

/**
 * ps_registry_init() - allocate the reserves of the registry
 * @max_namespaces: maximum number of pid namespaces
 * @max_accounts: maximum number of (pid namespace, uid) pairs, and of uids
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int ps_registry_init(unsigned int max_namespaces, unsigned int max_accounts)
{
	int err;

	err = ps_reserve_init(&namespace_reserve, sizeof(struct ps_namespace),
			      RESERVED_NAMESPACES, max_namespaces);
	if (err)
		return err;
	err = ps_reserve_init(&user_reserve, sizeof(struct ps_user),
			      RESERVED_ACCOUNTS, max_accounts);
	if (err)
		goto namespaces_exit;
	err = ps_reserve_init(&account_reserve, sizeof(struct ps_account),
			      RESERVED_ACCOUNTS, max_accounts);
	if (err)
		goto users_exit;
	err = ps_host_init();
	if (err)
		goto accounts_exit;
	return 0;

accounts_exit:
	ps_reserve_exit(&account_reserve);
users_exit:
	ps_reserve_exit(&user_reserve);
namespaces_exit:
	ps_reserve_exit(&namespace_reserve);
	return err;
}

/**
 * ps_registry_exit() - free the reserves of the registry
 *
 * Context: may sleep; all objects have been reaped and released.
 */
void ps_registry_exit(void)
{
	ps_host_exit();
	ps_reserve_exit(&account_reserve);
	ps_reserve_exit(&user_reserve);
	ps_reserve_exit(&namespace_reserve);
}

/**
 * ps_registry_top_up() - bring the reserves near their targets
 *
 * Context: may sleep; the worker.
 * Return: 0, or -ENOMEM if an allocation failed; worth retrying.
 */
int ps_registry_top_up(void)
{
	return ps_reserve_top_up(&namespace_reserve) ?:
	       ps_reserve_top_up(&user_reserve) ?:
	       ps_reserve_top_up(&account_reserve);
}

static void *take_zeroed(struct ps_reserve *reserve)
{
	void *object = ps_reserve_take(reserve);

	if (object)
		memset(object, 0, reserve->size);
	return object;
}

static struct hlist_head *namespace_bucket(const struct pid_namespace *pid_ns)
{
	return &namespace_hash[hash_ptr(pid_ns, HASH_BITS)];
}

static struct hlist_head *user_bucket(const struct user_struct *user)
{
	return &user_hash[hash_ptr(user, HASH_BITS)];
}

static struct hlist_head *account_bucket(const struct pid_namespace *pid_ns,
					 const struct user_struct *user)
{
	return &account_hash[hash_long((long)pid_ns ^ (long)user, HASH_BITS)];
}

/**
 * ps_registry_find_namespace() - look up a namespace
 * @pid_ns: the pid namespace
 *
 * Context: any but NMI, in an RCU read section. The namespace may be dead:
 * check &ps_object.dead under a share's lock.
 * Return: the namespace or NULL.
 */
struct ps_namespace *
ps_registry_find_namespace(const struct pid_namespace *pid_ns)
{
	struct ps_namespace *ns;

	hlist_for_each_entry_rcu(ns, namespace_bucket(pid_ns), object.node,
				 lockdep_is_held(&registry_lock))
		if (ns->pid_ns == pid_ns)
			return ns;
	return NULL;
}

static struct ps_user *find_user_of(const struct user_struct *user)
{
	struct ps_user *u;

	hlist_for_each_entry_rcu(u, user_bucket(user), object.node,
				 lockdep_is_held(&registry_lock))
		if (u->user == user)
			return u;
	return NULL;
}

/**
 * ps_registry_find_account() - look up an account
 * @pid_ns: its pid namespace
 * @user: its user
 *
 * Context: any but NMI, in an RCU read section. The account may be dead: check
 * &ps_object.dead under a share's lock.
 * Return: the account or NULL.
 */
struct ps_account *ps_registry_find_account(const struct pid_namespace *pid_ns,
					    const struct user_struct *user)
{
	struct ps_account *account;

	hlist_for_each_entry_rcu(account, account_bucket(pid_ns, user),
				 object.node, lockdep_is_held(&registry_lock))
		if (account->user->user == user &&
		    account->ns->pid_ns == pid_ns)
			return account;
	return NULL;
}

static void add_object(struct ps_object *object, struct hlist_head *bucket,
		       struct list_head *list)
{
	lockdep_assert_held(&registry_lock);
	hlist_add_head_rcu(&object->node, bucket);
	list_add_tail_rcu(&object->all, list);
	/* The worker creates the directory and tops up the reserve. */
	ps_worker_wake();
}

static struct ps_namespace *add_namespace(struct pid_namespace *pid_ns)
{
	struct ps_namespace *ns = take_zeroed(&namespace_reserve);

	if (!ns)
		return NULL;
	ps_share_init(&ns->own);
	ns->pid_ns = get_pid_ns(pid_ns);
	if (pid_ns == &init_pid_ns)
		ns->host = ps_host_shares();
	add_object(&ns->object, namespace_bucket(pid_ns), &ps_namespaces);
	return ns;
}

static struct ps_user *add_user(struct user_struct *user)
{
	struct ps_user *u = take_zeroed(&user_reserve);

	if (!u)
		return NULL;
	u->user = get_uid(user);
	INIT_LIST_HEAD(&u->accounts);
	add_object(&u->object, user_bucket(user), &ps_users);
	return u;
}

static struct ps_account *add_account(struct pid_namespace *pid_ns,
				      struct user_struct *user)
{
	struct ps_namespace *ns;
	struct ps_account *account;
	struct ps_user *u;

	ns = ps_registry_find_namespace(pid_ns) ?: add_namespace(pid_ns);
	u = find_user_of(user) ?: add_user(user);
	account = ns && u ? take_zeroed(&account_reserve) : NULL;
	if (!account)
		return NULL;
	account->ns = ns;
	account->user = u;
	account->idle_since = get_jiffies_64();
	account->slot = ns->host ? ps_host_take_slot() : PS_NO_SLOT;
	ns->nr_accounts++;
	u->nr_accounts++;
	list_add_tail_rcu(&account->of_user, &u->accounts);
	add_object(&account->object, account_bucket(pid_ns, user), &ps_accounts);
	return account;
}

/**
 * ps_registry_add_account() - find an account, or add it
 * @pid_ns: its pid namespace
 * @user: its user
 *
 * Context: any but NMI, in an RCU read section. The account may be dead, as for
 * ps_registry_find_account().
 * Return: the account, or NULL if there is no room for it.
 */
struct ps_account *ps_registry_add_account(struct pid_namespace *pid_ns,
					   struct user_struct *user)
{
	struct ps_account *account;

	ps_lock(&registry_lock);
	account = ps_registry_find_account(pid_ns, user) ?:
		  add_account(pid_ns, user);
	ps_unlock(&registry_lock);
	return account;
}

/**
 * ps_registry_add_namespace() - find a namespace, or add it
 * @pid_ns: the pid namespace
 *
 * Context: any but NMI, in an RCU read section. The namespace may be dead, as
 * for ps_registry_find_namespace().
 * Return: the namespace, or NULL if there is no room for it.
 */
struct ps_namespace *ps_registry_add_namespace(struct pid_namespace *pid_ns)
{
	struct ps_namespace *ns;

	ps_lock(&registry_lock);
	ns = ps_registry_find_namespace(pid_ns) ?: add_namespace(pid_ns);
	ps_unlock(&registry_lock);
	return ns;
}

/**
 * ps_registry_note_user() - list a uid, even without tracked pipes
 * @user: a user that the kernel charges for pipes
 *
 * Context: any but NMI.
 * Return: false if there is no room for it.
 */
bool ps_registry_note_user(struct user_struct *user)
{
	bool known;

	ps_lock(&registry_lock);
	known = find_user_of(user) ?: add_user(user);
	ps_unlock(&registry_lock);
	return known;
}

/**
 * ps_registry_expect_idle() - schedule the check of an idle account
 * @ns: namespace of an account that has lost its last pipe
 *
 * Context: any but NMI.
 */
void ps_registry_expect_idle(const struct ps_namespace *ns)
{
	/* Later, because the kernel still counts the pipe being freed. */
	ps_worker_wake_within(ps_pid_ns_is_dead(ns->pid_ns) ?
			      DEATH_RECHECK_MSEC : IDLE_NOTICE_MSEC);
}

/* @slots: the tallies of accounts that have a slot */
static bool account_is_empty(struct ps_account *account,
			     const struct ps_tally *slots)
{
	struct ps_tally tally;
	u64 seen;

	if (account->slot == PS_NO_SLOT)
		ps_share_read_account(account, &tally);
	else
		tally = slots[account->slot];
	seen = tally.made == tally.gone ? tally.made : 0;
	if (seen != account->seen_empty) {
		account->seen_empty = seen;
		account->idle_since = get_jiffies_64();
	}
	return seen;
}

static bool lingers_no_more(const struct ps_account *account)
{
	u64 due = account->idle_since + msecs_to_jiffies(IDLE_LINGER_MSEC);

	return time_after_eq64(get_jiffies_64(), due) ||
	       ps_pid_ns_is_dead(account->ns->pid_ns);
}

/* A uid stays while the kernel charges it for pipes, tracked or not. */
static bool user_is_over(const struct ps_user *user)
{
	return !user->nr_accounts && !atomic_long_read(&user->user->pipe_bufs);
}

static bool namespace_is_over(const struct ps_namespace *ns)
{
	return !ns->nr_accounts && !ns->own.counters.writers_blocked &&
	       ps_pid_ns_is_dead(ns->pid_ns);
}

static void unlink_object(struct ps_object *object, struct list_head *reaped)
{
	lockdep_assert_held(&registry_lock);
	hlist_del_rcu(&object->node);
	list_del_rcu(&object->all);
	list_add_tail(&object->reaped, reaped);
}

/*
 * Whoever did not see that the account is dead held the lock of a share, and
 * has charged it when that is free; whoever sees it waits for the registry's
 * lock, and then finds another account or this one alive.
 */
static bool kill_account(struct ps_account *account, bool all)
{
	struct ps_tally tally;

	lockdep_assert_held(&registry_lock);
	WRITE_ONCE(account->object.dead, true);
	ps_share_read_account(account, &tally);
	if (!all && tally.made != tally.gone)
		WRITE_ONCE(account->object.dead, false);
	return account->object.dead;
}

static void reap_account(struct ps_account *account, struct list_head *reaped,
			 bool all)
{
	ps_lock(&registry_lock);
	if (kill_account(account, all)) {
		account->ns->nr_accounts--;
		account->user->nr_accounts--;
		list_del_rcu(&account->of_user);
		unlink_object(&account->object, reaped);
	}
	ps_unlock(&registry_lock);
}

static void reap_user(struct ps_user *user, struct list_head *reaped, bool all)
{
	ps_lock(&registry_lock);
	user->object.dead = all || user_is_over(user);
	if (user->object.dead)
		unlink_object(&user->object, reaped);
	ps_unlock(&registry_lock);
}

static void reap_namespace(struct ps_namespace *ns, struct list_head *reaped,
			   bool all)
{
	ps_totals_lock();
	ps_lock(&registry_lock);
	ps_lock(&ns->own.lock);
	WRITE_ONCE(ns->object.dead, all || namespace_is_over(ns));
	ps_unlock(&ns->own.lock);
	if (ns->object.dead) {
		ps_totals_retire(&ns->own.counters);
		unlink_object(&ns->object, reaped);
	}
	ps_unlock(&registry_lock);
	ps_totals_unlock();
}

static u64 reap_accounts(struct list_head *reaped, bool all)
{
	static struct ps_tally slots[PS_HOST_SLOTS];	/* one worker */
	struct ps_account *account, *next;
	u64 again = U64_MAX;

	ps_host_sum_slots(slots);
	list_for_each_entry_safe(account, next, &ps_accounts, object.all) {
		if (!all && !account_is_empty(account, slots))
			continue;
		if (all || lingers_no_more(account))
			reap_account(account, reaped, all);
		else
			again = IDLE_LINGER_MSEC;
	}
	return again;
}

static u64 reap_namespaces(struct list_head *reaped, bool all)
{
	struct ps_namespace *ns, *next;
	u64 again = U64_MAX;

	list_for_each_entry_safe(ns, next, &ps_namespaces, object.all) {
		if (all || namespace_is_over(ns))
			reap_namespace(ns, reaped, all);
		else if (READ_ONCE(ns->dying) && !ps_pid_ns_is_dead(ns->pid_ns))
			again = DEATH_RECHECK_MSEC;
	}
	return again;
}

/**
 * ps_registry_reap() - remove unused objects from the registry
 * @reaped: receives accounts that have no pipes and have had no new ones for two
 *	seconds since that was noticed, or whose namespace is dead, uids without
 *	accounts, and dead namespaces without accounts
 * @all: remove everything; only allowed if no pipe or writer will be uncharged
 *
 * Reaped objects can no longer be charged, but may be read until
 * ps_registry_release(). The caller removes their directories between the two
 * calls.
 *
 * Context: may sleep; the worker, or the disarming task after the worker has
 * stopped.
 * Return: the delay in milliseconds until the next call, or U64_MAX.
 */
u64 ps_registry_reap(struct ps_reaped *reaped, bool all)
{
	struct ps_user *user, *next;
	u64 again;

	INIT_LIST_HEAD(&reaped->accounts);
	INIT_LIST_HEAD(&reaped->users);
	INIT_LIST_HEAD(&reaped->namespaces);

	again = reap_accounts(&reaped->accounts, all);
	list_for_each_entry_safe(user, next, &ps_users, object.all)
		if (all || user_is_over(user))
			reap_user(user, &reaped->users, all);
	return min(again, reap_namespaces(&reaped->namespaces, all));
}

static void free_account(struct ps_account *account)
{
	ps_lock(&registry_lock);
	ps_host_give_slot(account->slot);
	ps_unlock(&registry_lock);
	ps_reserve_give(&account_reserve, account);
}

/**
 * ps_registry_release() - free reaped objects
 * @reaped: the objects, from ps_registry_reap(); their directories are removed
 *
 * Context: may sleep; the worker, or the disarming task.
 * Return: false if there were none.
 */
bool ps_registry_release(struct ps_reaped *reaped)
{
	struct ps_account *account, *next_account;
	struct ps_namespace *ns, *next_ns;
	struct ps_user *user, *next_user;

	if (list_empty(&reaped->accounts) && list_empty(&reaped->users) &&
	    list_empty(&reaped->namespaces))
		return false;
	synchronize_rcu();
	list_for_each_entry_safe(account, next_account, &reaped->accounts,
				 object.reaped)
		free_account(account);
	list_for_each_entry_safe(user, next_user, &reaped->users,
				 object.reaped) {
		ps_free_uid(user->user);
		ps_reserve_give(&user_reserve, user);
	}
	list_for_each_entry_safe(ns, next_ns, &reaped->namespaces,
				 object.reaped) {
		put_pid_ns(ns->pid_ns);
		ps_reserve_give(&namespace_reserve, ns);
	}
	return true;
}
