// SPDX-License-Identifier: GPL-2.0-only
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/rcupdate.h>

#include "account/accounts.h"
#include "account/registry.h"
#include "account/totals.h"
#include "core/nmi_lock.h"
#include "core/worker.h"

static void add_slots(struct ps_account *account, unsigned int slots)
{
	struct ps_counters *counters = &account->ns->counters;

	lockdep_assert_held(&account->ns->lock);
	account->pages += slots;
	counters->pages += slots;
	counters->pages_peak = max(counters->pages_peak, counters->pages);
	atomic64_add(slots, &account->user->pages);
	ps_totals_add_pages(slots);
}

static void remove_slots(struct ps_account *account, unsigned int slots)
{
	lockdep_assert_held(&account->ns->lock);
	account->pages -= slots;
	account->ns->counters.pages -= slots;
	atomic64_sub(slots, &account->user->pages);
	ps_totals_remove_pages(slots);
}

/* Returns false and counts nothing if the account is dead. */
static bool charge_if_alive(struct ps_account *account, unsigned int slots,
			    enum ps_origin origin)
{
	struct ps_namespace *ns = account->ns;
	bool alive;

	ps_lock(&ns->lock);
	alive = !account->object.dead;
	if (alive) {
		account->pipes++;
		atomic64_inc(&account->user->pipes);
		ns->counters.pipes_created += origin != PS_ADOPTED;
		ns->counters.pipes_adopted += origin == PS_ADOPTED;
		ns->counters.pipes_shrunk += origin == PS_CREATED_SHRUNK;
		add_slots(account, slots);
	}
	ps_unlock(&ns->lock);
	return alive;
}

/**
 * ps_account_charge() - charge a pipe to an account
 * @pid_ns: the pid namespace to charge
 * @user: the pipe's user
 * @slots: its accounted slots
 * @origin: how the pipe became known
 *
 * Context: any but NMI; takes the namespace's lock, and the registry's for a
 * new account.
 * Return: the account, valid until ps_account_uncharge(); or NULL if there is
 * no room for a new one, and nothing is counted.
 */
struct ps_account *ps_account_charge(struct pid_namespace *pid_ns,
				     struct user_struct *user,
				     unsigned int slots, enum ps_origin origin)
{
	struct ps_account *account;

	rcu_read_lock_sched();
	do {
		account = ps_registry_find_account(pid_ns, user) ?:
			  ps_registry_add_account(pid_ns, user);
	} while (account && !charge_if_alive(account, slots, origin));
	rcu_read_unlock_sched();
	return account;
}

/**
 * ps_account_uncharge() - stop charging a pipe that is destroyed
 * @account: the account it is charged to; must not be used afterwards
 * @slots: the slots it is charged for
 * @unread_bytes: unread data in the pipe, in bytes
 *
 * Context: any but NMI; takes the namespace's lock.
 */
void ps_account_uncharge(struct ps_account *account, unsigned int slots,
			 u64 unread_bytes)
{
	struct ps_namespace *ns = account->ns;

	ps_lock(&ns->lock);
	ns->counters.pipes_destroyed++;
	ns->counters.pipes_unread += unread_bytes > 0;
	ns->counters.unread_bytes += unread_bytes;
	remove_slots(account, slots);
	atomic64_dec(&account->user->pipes);
	if (--account->pipes == 0) {
		account->idle_since = get_jiffies_64();
		ps_registry_expect_idle(ns);
	}
	ps_unlock(&ns->lock);
}

/**
 * ps_account_resize() - change the number of slots that a pipe is charged for
 * @account: the account it is charged to
 * @slots: the slots it is charged for now
 * @new_slots: the slots to charge it for
 *
 * Context: any but NMI; takes the namespace's lock.
 */
void ps_account_resize(struct ps_account *account, unsigned int slots,
		       unsigned int new_slots)
{
	ps_lock(&account->ns->lock);
	if (new_slots > slots)
		add_slots(account, new_slots - slots);
	else
		remove_slots(account, slots - new_slots);
	ps_unlock(&account->ns->lock);
}

/**
 * ps_account_read() - read an account
 * @account: the account
 * @pipes: receives the number of pipes that exist
 * @pages: receives the number of their slots
 *
 * Context: any but NMI; takes the namespace's lock.
 */
void ps_account_read(struct ps_account *account, u64 *pipes, u64 *pages)
{
	ps_lock(&account->ns->lock);
	*pipes = account->pipes;
	*pages = account->pages;
	ps_unlock(&account->ns->lock);
}

/* Returns false and counts nothing if the namespace is dead. */
static bool increment_if_alive(struct ps_namespace *ns, size_t counter)
{
	u64 *value = (void *)&ns->counters + counter;
	bool alive;

	ps_lock(&ns->lock);
	alive = !ns->object.dead;
	if (alive)
		++*value;
	ps_unlock(&ns->lock);
	return alive;
}

/* @counter is an offset in struct ps_counters. Returns NULL without room. */
static struct ps_namespace *increment_in(struct pid_namespace *pid_ns,
					 size_t counter)
{
	struct ps_namespace *ns;

	rcu_read_lock();
	do {
		ns = ps_registry_find_namespace(pid_ns) ?:
		     ps_registry_add_namespace(pid_ns);
	} while (ns && !increment_if_alive(ns, counter));
	rcu_read_unlock();
	return ns;
}

/**
 * ps_namespace_refuse() - count a pipe that the kernel refused to create
 * @pid_ns: the pid namespace of the task that asked for it
 *
 * Context: any but NMI.
 */
void ps_namespace_refuse(struct pid_namespace *pid_ns)
{
	increment_in(pid_ns, offsetof(struct ps_counters, pipes_refused));
}

/**
 * ps_namespace_block() - count a writer that starts to wait
 * @pid_ns: the writer's own pid namespace
 *
 * Context: any but NMI.
 * Return: the namespace, valid until ps_namespace_unblock() or
 * ps_namespace_forget_block(); or NULL if there is no room for a new one, and
 * nothing is counted.
 */
struct ps_namespace *ps_namespace_block(struct pid_namespace *pid_ns)
{
	return increment_in(pid_ns,
			    offsetof(struct ps_counters, writers_blocked));
}

/**
 * ps_namespace_stall() - count a blocked writer as stalled
 * @ns: the return value of ps_namespace_block()
 *
 * Context: any but NMI; takes the namespace's lock.
 */
void ps_namespace_stall(struct ps_namespace *ns)
{
	ps_lock(&ns->lock);
	ns->counters.writers_stalled++;
	ns->counters.stalls++;
	ps_unlock(&ns->lock);
}

/**
 * ps_namespace_unstall() - count a stalled writer as only blocked again
 * @ns: the return value of ps_namespace_block()
 *
 * Context: any but NMI; takes the namespace's lock.
 */
void ps_namespace_unstall(struct ps_namespace *ns)
{
	ps_lock(&ns->lock);
	ns->counters.writers_stalled--;
	ps_unlock(&ns->lock);
}

static void uncount_blocked(struct ps_namespace *ns, bool stalled)
{
	lockdep_assert_held(&ns->lock);
	ns->counters.writers_blocked--;
	ns->counters.writers_stalled -= stalled;
	if (ps_pid_ns_is_dead(ns->pid_ns))
		ps_worker_wake();
}

/**
 * ps_namespace_unblock() - count the end of a wait
 * @ns: the return value of ps_namespace_block(); must not be used afterwards
 * @nsec: duration of the wait in nanoseconds
 * @stalled: it was counted as stalled
 *
 * Context: any but NMI; takes the namespace's lock.
 */
void ps_namespace_unblock(struct ps_namespace *ns, u64 nsec, bool stalled)
{
	ps_lock(&ns->lock);
	ps_counters_record_wait(&ns->counters, nsec);
	uncount_blocked(ns, stalled);
	ps_unlock(&ns->lock);
}

/**
 * ps_namespace_forget_block() - discard a wait without counting its duration
 * @ns: the return value of ps_namespace_block(); must not be used afterwards
 * @stalled: it was counted as stalled
 *
 * Context: any but NMI; takes the namespace's lock.
 */
void ps_namespace_forget_block(struct ps_namespace *ns, bool stalled)
{
	ps_lock(&ns->lock);
	uncount_blocked(ns, stalled);
	ps_unlock(&ns->lock);
}

/**
 * ps_namespace_dying() - note that a pid namespace's init process is exiting
 * @pid_ns: the pid namespace
 *
 * Context: any but NMI.
 */
void ps_namespace_dying(struct pid_namespace *pid_ns)
{
	struct ps_namespace *ns;

	rcu_read_lock();
	ns = ps_registry_find_namespace(pid_ns);
	if (ns) {
		WRITE_ONCE(ns->dying, true);
		ps_worker_wake();
	}
	rcu_read_unlock();
}

/**
 * ps_namespace_read() - read a namespace's counters
 * @ns: the namespace
 * @counters: receives a consistent copy of the counters
 *
 * Context: any but NMI; takes the namespace's lock.
 */
void ps_namespace_read(struct ps_namespace *ns, struct ps_counters *counters)
{
	ps_lock(&ns->lock);
	*counters = ns->counters;
	ps_unlock(&ns->lock);
}

/**
 * ps_accounts_total() - sum the counters of all namespaces
 * @counters: receives the sum, removed namespaces included; each namespace's
 *	values are consistent, and the peak is that of the whole machine
 *
 * Context: may sleep.
 */
void ps_accounts_total(struct ps_counters *counters)
{
	struct ps_counters one;
	struct ps_namespace *ns;

	ps_totals_lock();
	ps_totals_read_retired(counters);
	ps_for_each_namespace(ns) {
		ps_namespace_read(ns, &one);
		ps_counters_add(counters, &one);
	}
	ps_totals_unlock();
	counters->pages_peak = ps_totals_pages_peak();
}
