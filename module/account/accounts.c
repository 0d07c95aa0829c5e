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

/* Returns false, nothing counted, when the account has died meanwhile. */
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
 * ps_account_charge() - count a pipe
 * @pid_ns: the pid namespace that it is accounted to
 * @user: the pipe's user
 * @slots: its accounted slots
 * @origin: where it comes from
 *
 * Context: any but NMI; takes the namespace's lock, for a new account the
 * registry's too.
 * Return: the account, which exists until ps_account_uncharge(), or NULL when
 * there is no room for it and nothing was counted.
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
 * @pipes: receives the pipes that exist
 * @pages: receives their slots
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

/* Returns false, nothing counted, when the namespace has died meanwhile. */
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

/* @counter: offset in struct ps_counters. NULL when there is no room. */
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
 * ps_namespace_refuse() - count a pipe that could not be created
 * @pid_ns: the pid namespace of the task that wanted it
 *
 * Context: any but NMI.
 */
void ps_namespace_refuse(struct pid_namespace *pid_ns)
{
	increment_in(pid_ns, offsetof(struct ps_counters, pipes_refused));
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
	return increment_in(pid_ns,
			    offsetof(struct ps_counters, writers_blocked));
}

/**
 * ps_namespace_stall() - count a blocked writer as stalled
 * @ns: what ps_namespace_block() returned
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
 * ps_namespace_unstall() - count a stalled writer as merely blocked again
 * @ns: what ps_namespace_block() returned
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
 * @ns: what ps_namespace_block() returned; not to be used afterwards
 * @nsec: the duration of the wait in nanoseconds
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
 * ps_namespace_forget_block() - take a wait back that was none
 * @ns: what ps_namespace_block() returned; not to be used afterwards
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
 * ps_namespace_dying() - a namespace's init process has begun to exit
 * @pid_ns: the namespace
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
 * @counters: receives them, all of one moment
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
 * ps_total_read() - sum the counters of all namespaces
 * @counters: receives the sum, including removed namespaces; the values of
 *	each namespace are of one moment, and the peak is the whole machine's
 *
 * Context: may sleep.
 */
void ps_total_read(struct ps_counters *counters)
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
