// SPDX-License-Identifier: GPL-2.0-only
#include <linux/hash.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/rculist.h>
#include <linux/slab.h>

#include "accounts.h"
#include "reserve.h"
#include "worker.h"

#define HASH_BITS 10
#define RESERVED_NAMESPACES 32
#define RESERVED_ACCOUNTS 64
#define IDLE_LINGER_MSEC 2000	/* of an account without pipes */
#define DEATH_RECHECK_MSEC 20

LIST_HEAD(ps_namespaces);
LIST_HEAD(ps_accounts);

/*
 * Protects additions to and removals from both hashes and both lists; lookups
 * go by RCU. Taken outside a namespace's lock and the reserves' locks.
 */
static DEFINE_RAW_SPINLOCK(registry_lock);
static struct hlist_head namespace_hash[1 << HASH_BITS];
static struct hlist_head account_hash[1 << HASH_BITS];
static struct ps_reserve namespace_reserve;
static struct ps_reserve account_reserve;

/*
 * Held while a namespace's counters move to the retired ones, and while all
 * are summed, so that a sum has each of them once. Never held over sysfs
 * removals, which wait for readers.
 */
static DEFINE_MUTEX(total_lock);
static struct ps_counters retired;
static atomic64_t total_pages;
static atomic64_t total_pages_peak;

/**
 * ps_accounts_init() - make room for accounts
 * @max_namespaces: pid namespaces to know at most
 * @max_accounts: (pid namespace, uid) pairs to know at most
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int ps_accounts_init(unsigned int max_namespaces, unsigned int max_accounts)
{
	int err;

	err = ps_reserve_init(&namespace_reserve, sizeof(struct ps_namespace),
			      RESERVED_NAMESPACES, max_namespaces);
	if (err)
		return err;
	err = ps_reserve_init(&account_reserve, sizeof(struct ps_account),
			      RESERVED_ACCOUNTS, max_accounts);
	if (err)
		ps_reserve_exit(&namespace_reserve);
	return err;
}

/**
 * ps_accounts_exit() - free what is at hand and forget the totals
 *
 * Context: may sleep; every account and namespace has been released.
 */
void ps_accounts_exit(void)
{
	ps_reserve_exit(&account_reserve);
	ps_reserve_exit(&namespace_reserve);
	mutex_lock(&total_lock);
	memset(&retired, 0, sizeof(retired));
	mutex_unlock(&total_lock);
	atomic64_set(&total_pages, 0);
	atomic64_set(&total_pages_peak, 0);
}

/**
 * ps_accounts_top_up() - bring the reserves near their targets
 *
 * Context: may sleep; the worker.
 * Return: 0, or -ENOMEM and it is worth another try.
 */
int ps_accounts_top_up(void)
{
	return ps_reserve_top_up(&namespace_reserve) ?:
	       ps_reserve_top_up(&account_reserve);
}

static struct hlist_head *namespace_bucket(const struct pid_namespace *pid_ns)
{
	return &namespace_hash[hash_ptr(pid_ns, HASH_BITS)];
}

static struct hlist_head *account_bucket(const struct pid_namespace *pid_ns,
					 const struct user_struct *user)
{
	return &account_hash[hash_long((long)pid_ns ^ (long)user, HASH_BITS)];
}

static struct ps_namespace *find_namespace(const struct pid_namespace *pid_ns)
{
	struct ps_namespace *ns;

	hlist_for_each_entry_rcu(ns, namespace_bucket(pid_ns), node,
				 lockdep_is_held(&registry_lock))
		if (ns->pid_ns == pid_ns)
			return ns;
	return NULL;
}

static struct ps_account *find_account(const struct pid_namespace *pid_ns,
				       const struct user_struct *user)
{
	struct ps_account *account;

	hlist_for_each_entry_rcu(account, account_bucket(pid_ns, user), node,
				 lockdep_is_held(&registry_lock))
		if (account->user == user && account->ns->pid_ns == pid_ns)
			return account;
	return NULL;
}

static struct ps_namespace *add_namespace(struct pid_namespace *pid_ns)
{
	struct ps_namespace *ns = ps_reserve_take(&namespace_reserve);

	lockdep_assert_held(&registry_lock);
	ps_worker_wake();
	if (!ns)
		return NULL;
	raw_spin_lock_init(&ns->lock);
	ns->pid_ns = get_pid_ns(pid_ns);
	hlist_add_head_rcu(&ns->node, namespace_bucket(pid_ns));
	list_add_tail_rcu(&ns->all, &ps_namespaces);
	return ns;
}

static struct ps_account *add_account(struct pid_namespace *pid_ns,
				      struct user_struct *user)
{
	struct ps_namespace *ns = find_namespace(pid_ns) ?: add_namespace(pid_ns);
	struct ps_account *account;

	lockdep_assert_held(&registry_lock);
	ps_worker_wake();
	account = ns ? ps_reserve_take(&account_reserve) : NULL;
	if (!account)
		return NULL;
	account->ns = ns;
	account->user = get_uid(user);
	account->idle_since = get_jiffies_64();
	ns->nr_accounts++;
	hlist_add_head_rcu(&account->node, account_bucket(pid_ns, user));
	list_add_tail_rcu(&account->all, &ps_accounts);
	return account;
}

static void raise_peak(u64 pages)
{
	u64 peak = atomic64_read(&total_pages_peak);

	while (pages > peak &&
	       !atomic64_try_cmpxchg(&total_pages_peak, &peak, pages))
		;
}

static void add_slots(struct ps_account *account, s64 slots)
{
	struct ps_counters *counters = &account->ns->counters;

	lockdep_assert_held(&account->ns->lock);
	account->pages += slots;
	counters->pages += slots;
	counters->pages_peak = max(counters->pages_peak, counters->pages);
	raise_peak(atomic64_add_return(slots, &total_pages));
}

static bool charge(struct ps_account *account, unsigned int slots, bool shrunk)
{
	struct ps_namespace *ns = account->ns;
	unsigned long flags;
	bool charged;

	raw_spin_lock_irqsave(&ns->lock, flags);
	charged = !account->dead;
	if (charged) {
		account->pipes++;
		ns->counters.pipes_created++;
		ns->counters.pipes_shrunk += shrunk;
		add_slots(account, slots);
	}
	raw_spin_unlock_irqrestore(&ns->lock, flags);
	return charged;
}

static struct ps_account *charge_new(struct pid_namespace *pid_ns,
				     struct user_struct *user,
				     unsigned int slots, bool shrunk)
{
	struct ps_account *account;
	unsigned long flags;

	raw_spin_lock_irqsave(&registry_lock, flags);
	account = find_account(pid_ns, user) ?: add_account(pid_ns, user);
	/* Nothing dies while the registry's lock is held. */
	if (account)
		charge(account, slots, shrunk);
	raw_spin_unlock_irqrestore(&registry_lock, flags);
	return account;
}

/**
 * ps_account_charge() - count a pipe that was created
 * @pid_ns: the pid namespace that it is accounted to
 * @user: the pipe's user
 * @slots: its accounted slots
 * @shrunk: it has fewer slots than the kernel's default
 *
 * Context: any but NMI; takes the namespace's lock, for a new account the
 * registry's too.
 * Return: the account, which exists until ps_account_uncharge(), or NULL when
 * there is no room for it and nothing was counted.
 */
struct ps_account *ps_account_charge(struct pid_namespace *pid_ns,
				     struct user_struct *user,
				     unsigned int slots, bool shrunk)
{
	struct ps_account *account;

	rcu_read_lock();
	account = find_account(pid_ns, user);
	if (!account || !charge(account, slots, shrunk))
		account = charge_new(pid_ns, user, slots, shrunk);
	rcu_read_unlock();
	return account;
}

static bool is_dead(const struct pid_namespace *pid_ns)
{
	return !(READ_ONCE(pid_ns->pid_allocated) & PIDNS_ADDING);
}

/**
 * ps_account_uncharge() - count a pipe that is destroyed
 * @account: the account it was charged to; not to be used afterwards
 * @slots: the slots it is charged with
 * @unread_bytes: the data that nobody has read, in bytes
 *
 * Context: any but NMI; takes the namespace's lock.
 */
void ps_account_uncharge(struct ps_account *account, unsigned int slots,
			 u64 unread_bytes)
{
	struct ps_namespace *ns = account->ns;
	unsigned long flags;

	raw_spin_lock_irqsave(&ns->lock, flags);
	ns->counters.pipes_destroyed++;
	ns->counters.pipes_unread += unread_bytes > 0;
	ns->counters.unread_bytes += unread_bytes;
	add_slots(account, -(s64)slots);
	if (--account->pipes == 0) {
		account->idle_since = get_jiffies_64();
		ps_worker_wake_within(is_dead(ns->pid_ns) ? 0 :
				      IDLE_LINGER_MSEC);
	}
	raw_spin_unlock_irqrestore(&ns->lock, flags);
}

/**
 * ps_account_resize() - count a pipe's new size
 * @account: the account it was charged to
 * @slots: the slots it is charged with
 * @new_slots: the slots it is to be charged with
 *
 * Context: any but NMI; takes the namespace's lock.
 */
void ps_account_resize(struct ps_account *account, unsigned int slots,
		       unsigned int new_slots)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&account->ns->lock, flags);
	add_slots(account, (s64)new_slots - slots);
	raw_spin_unlock_irqrestore(&account->ns->lock, flags);
}

/**
 * ps_account_read() - read an account
 * @account: the account
 * @pipes: receives the pipes that exist
 * @pages: receives their slots
 *
 * Context: any but NMI; takes the namespace's lock.
 */
void ps_account_read(struct ps_account *account, u64 *pipes, u64 *pages)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&account->ns->lock, flags);
	*pipes = account->pipes;
	*pages = account->pages;
	raw_spin_unlock_irqrestore(&account->ns->lock, flags);
}

static struct ps_namespace *lock_known(struct pid_namespace *pid_ns,
				       unsigned long *flags)
{
	struct ps_namespace *ns = find_namespace(pid_ns);

	if (!ns)
		return NULL;
	raw_spin_lock_irqsave(&ns->lock, *flags);
	if (!ns->dead)
		return ns;
	raw_spin_unlock_irqrestore(&ns->lock, *flags);
	return NULL;
}

static struct ps_namespace *lock_added(struct pid_namespace *pid_ns,
				       unsigned long *flags)
{
	struct ps_namespace *ns;

	raw_spin_lock_irqsave(&registry_lock, *flags);
	ns = find_namespace(pid_ns) ?: add_namespace(pid_ns);
	if (!ns) {
		raw_spin_unlock_irqrestore(&registry_lock, *flags);
		return NULL;
	}
	raw_spin_lock(&ns->lock);
	raw_spin_unlock(&registry_lock);
	return ns;
}

/* Returns the namespace with its lock held, NULL when there is no room. */
static struct ps_namespace *lock_namespace(struct pid_namespace *pid_ns,
					   unsigned long *flags)
{
	struct ps_namespace *ns;

	rcu_read_lock();
	ns = lock_known(pid_ns, flags) ?: lock_added(pid_ns, flags);
	rcu_read_unlock();
	return ns;
}

static void unlock_namespace(struct ps_namespace *ns, unsigned long flags)
{
	raw_spin_unlock_irqrestore(&ns->lock, flags);
}

/**
 * ps_namespace_refuse() - count a pipe that could not be created
 * @pid_ns: the pid namespace of the task that wanted it
 *
 * Context: any but NMI.
 */
void ps_namespace_refuse(struct pid_namespace *pid_ns)
{
	struct ps_namespace *ns;
	unsigned long flags;

	ns = lock_namespace(pid_ns, &flags);
	if (!ns)
		return;
	ns->counters.pipes_refused++;
	unlock_namespace(ns, flags);
}

/**
 * ps_namespace_block() - count a writer that begins to wait
 * @pid_ns: the writer's own pid namespace
 *
 * Context: any but NMI.
 * Return: the namespace, which exists until ps_namespace_unblock(), or NULL
 * when there is no room for it and nothing was counted.
 */
struct ps_namespace *ps_namespace_block(struct pid_namespace *pid_ns)
{
	struct ps_namespace *ns;
	unsigned long flags;

	ns = lock_namespace(pid_ns, &flags);
	if (!ns)
		return NULL;
	ns->counters.writers_blocked++;
	unlock_namespace(ns, flags);
	return ns;
}

/**
 * ps_namespace_stall() - count a blocked writer as stalled
 * @ns: what ps_namespace_block() returned
 *
 * Context: any but NMI; takes the namespace's lock.
 */
void ps_namespace_stall(struct ps_namespace *ns)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&ns->lock, flags);
	ns->counters.writers_stalled++;
	ns->counters.stalls++;
	raw_spin_unlock_irqrestore(&ns->lock, flags);
}

/**
 * ps_namespace_unstall() - count a stalled writer as merely blocked again
 * @ns: what ps_namespace_block() returned
 *
 * Context: any but NMI; takes the namespace's lock.
 */
void ps_namespace_unstall(struct ps_namespace *ns)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&ns->lock, flags);
	ns->counters.writers_stalled--;
	raw_spin_unlock_irqrestore(&ns->lock, flags);
}

static void leave(struct ps_namespace *ns, bool stalled)
{
	lockdep_assert_held(&ns->lock);
	ns->counters.writers_blocked--;
	ns->counters.writers_stalled -= stalled;
	if (is_dead(ns->pid_ns))
		ps_worker_wake();
}

/**
 * ps_namespace_unblock() - count the end of a wait
 * @ns: what ps_namespace_block() returned; not to be used afterwards
 * @nsec: the duration of the wait in nanoseconds
 * @stalled: it was counted as stalled
 *
 * Context: any but NMI; takes the namespace's lock.
 */
void ps_namespace_unblock(struct ps_namespace *ns, u64 nsec, bool stalled)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&ns->lock, flags);
	ps_counters_record_wait(&ns->counters, nsec);
	leave(ns, stalled);
	raw_spin_unlock_irqrestore(&ns->lock, flags);
}

/**
 * ps_namespace_forget_block() - take a wait back that was none
 * @ns: what ps_namespace_block() returned; not to be used afterwards
 * @stalled: it was counted as stalled
 *
 * Context: any but NMI; takes the namespace's lock.
 */
void ps_namespace_forget_block(struct ps_namespace *ns, bool stalled)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&ns->lock, flags);
	leave(ns, stalled);
	raw_spin_unlock_irqrestore(&ns->lock, flags);
}

/**
 * ps_namespace_dying() - a namespace's init process has begun to exit
 * @pid_ns: the namespace
 *
 * Context: any but NMI.
 */
void ps_namespace_dying(struct pid_namespace *pid_ns)
{
	struct ps_namespace *ns;

	rcu_read_lock();
	ns = find_namespace(pid_ns);
	if (ns) {
		WRITE_ONCE(ns->dying, true);
		ps_worker_wake();
	}
	rcu_read_unlock();
}

/**
 * ps_namespace_read() - read a namespace's counters
 * @ns: the namespace
 * @counters: receives them, all of one moment
 *
 * Context: any but NMI; takes the namespace's lock.
 */
void ps_namespace_read(struct ps_namespace *ns, struct ps_counters *counters)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&ns->lock, flags);
	*counters = ns->counters;
	raw_spin_unlock_irqrestore(&ns->lock, flags);
}

/**
 * ps_total_read() - sum the counters of all namespaces
 * @counters: receives the sum, those of namespaces that are gone included,
 *	each namespace's of one moment; the peak is that of the whole machine
 *
 * Context: may sleep.
 */
void ps_total_read(struct ps_counters *counters)
{
	struct ps_counters one;
	struct ps_namespace *ns;

	mutex_lock(&total_lock);
	*counters = retired;
	ps_for_each_namespace(ns) {
		ps_namespace_read(ns, &one);
		ps_counters_add(counters, &one);
	}
	mutex_unlock(&total_lock);
	counters->pages_peak = atomic64_read(&total_pages_peak);
}

static bool is_idle(const struct ps_account *account)
{
	u64 due = account->idle_since + msecs_to_jiffies(IDLE_LINGER_MSEC);

	return !account->pipes &&
	       (get_jiffies_64() >= due || is_dead(account->ns->pid_ns));
}

static bool is_over(const struct ps_namespace *ns)
{
	return is_dead(ns->pid_ns) && !ns->nr_accounts &&
	       !ns->counters.writers_blocked;
}

static bool reap_account(struct ps_account *account, bool all)
{
	struct ps_namespace *ns = account->ns;

	raw_spin_lock_irq(&registry_lock);
	raw_spin_lock(&ns->lock);
	account->dead = all || is_idle(account);
	raw_spin_unlock(&ns->lock);
	if (account->dead) {
		hlist_del_rcu(&account->node);
		list_del_rcu(&account->all);
		ns->nr_accounts--;
	}
	raw_spin_unlock_irq(&registry_lock);
	return account->dead;
}

static bool reap_namespace(struct ps_namespace *ns, bool all)
{
	mutex_lock(&total_lock);
	raw_spin_lock_irq(&registry_lock);
	raw_spin_lock(&ns->lock);
	ns->dead = all || is_over(ns);
	raw_spin_unlock(&ns->lock);
	if (ns->dead) {
		hlist_del_rcu(&ns->node);
		list_del_rcu(&ns->all);
		ps_counters_add(&retired, &ns->counters);
	}
	raw_spin_unlock_irq(&registry_lock);
	mutex_unlock(&total_lock);
	return ns->dead;
}

/**
 * ps_accounts_reap() - take out what has no pipes any more
 * @accounts: receives the accounts that were idle for two seconds, or whose
 *	namespace is dead
 * @namespaces: receives the dead namespaces with no account left
 * @all: take out everything; only when nothing is charged any more
 *
 * What it takes out cannot be charged any more, but may still be read until
 * ps_accounts_release(): its directories are to be removed between the two.
 *
 * Context: may sleep; the worker, or the disarming task when it is stopped.
 * Return: in how many milliseconds to come back, or U64_MAX.
 */
u64 ps_accounts_reap(struct list_head *accounts, struct list_head *namespaces,
		     bool all)
{
	struct ps_account *account, *next_account;
	struct ps_namespace *ns, *next_ns;
	u64 again = U64_MAX;

	/* The first look is without locks: most are in use. */
	list_for_each_entry_safe(account, next_account, &ps_accounts, all) {
		if ((all || is_idle(account)) && reap_account(account, all))
			list_add_tail(&account->reaped, accounts);
		else if (!READ_ONCE(account->pipes))
			again = min_t(u64, again, IDLE_LINGER_MSEC);
	}
	list_for_each_entry_safe(ns, next_ns, &ps_namespaces, all) {
		if ((all || is_over(ns)) && reap_namespace(ns, all))
			list_add_tail(&ns->reaped, namespaces);
		else if (READ_ONCE(ns->dying) && !is_dead(ns->pid_ns))
			again = min_t(u64, again, DEATH_RECHECK_MSEC);
	}
	return again;
}

/**
 * ps_accounts_release() - free what was taken out
 * @accounts: from ps_accounts_reap(), their directories removed
 * @namespaces: likewise
 *
 * Context: may sleep; the worker.
 */
void ps_accounts_release(struct list_head *accounts,
			 struct list_head *namespaces)
{
	struct ps_account *account, *next_account;
	struct ps_namespace *ns, *next_ns;

	if (list_empty(accounts) && list_empty(namespaces))
		return;
	synchronize_rcu();
	list_for_each_entry_safe(account, next_account, accounts, reaped) {
		free_uid(account->user);
		ps_reserve_give(&account_reserve, account);
	}
	list_for_each_entry_safe(ns, next_ns, namespaces, reaped) {
		put_pid_ns(ns->pid_ns);
		ps_reserve_give(&namespace_reserve, ns);
	}
}
