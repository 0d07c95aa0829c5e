// SPDX-License-Identifier: GPL-2.0-only
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/rculist.h>

#include "account/accounts.h"
#include "account/registry.h"
#include "account/share.h"
#include "account/totals.h"
#include "core/nmi_lock.h"
#include "core/worker.h"

/**
 * struct place - where an account counts
 * @share: the namespace's counters, with the lock
 * @tally: the account's pipes
 * @host: @share's surroundings if the account has a slot, else NULL
 */
struct place {
	struct ps_share *share;
	struct ps_tally *tally;
	struct ps_host_share *host;
};

/* Another processor's will do as well, if the task moves. */
static inline struct place place_of(struct ps_account *account)
{
	struct ps_host_share *host;

	if (account->slot == PS_NO_SLOT)
		return (struct place) {
			.share = &account->ns->own,
			.tally = &account->own,
		};
	host = raw_cpu_ptr(account->ns->host);
	return (struct place) {
		.share = &host->share,
		.tally = &host->tallies[account->slot],
		.host = host,
	};
}

static void add_slots(struct ps_account *account, const struct place *place,
		      unsigned int slots)
{
	struct ps_counters *counters = &place->share->counters;

	lockdep_assert_held(&place->share->lock);
	place->tally->pages += slots;
	counters->pages += slots;
	counters->pages_peak = max(counters->pages_peak, counters->pages);
	ps_peak_add(&ps_totals_pages, slots);
	if (account->ns->host)
		ps_peak_add(&ps_host_pages, slots);
}

static void remove_slots(struct ps_account *account, const struct place *place,
			 unsigned int slots)
{
	lockdep_assert_held(&place->share->lock);
	place->tally->pages -= slots;
	place->share->counters.pages -= slots;
	ps_peak_add(&ps_totals_pages, -(s64)slots);
	if (account->ns->host)
		ps_peak_add(&ps_host_pages, -(s64)slots);
}

/* Returns false and counts nothing if the account is dead. */
static bool charge_if_alive(struct ps_account *account, unsigned int slots,
			    enum ps_origin origin)
{
	struct place place = place_of(account);
	struct ps_counters *counters = &place.share->counters;
	bool alive;

	ps_lock(&place.share->lock);
	alive = !READ_ONCE(account->object.dead);
	if (alive) {
		place.tally->made++;
		counters->pipes_created += origin != PS_ADOPTED;
		counters->pipes_adopted += origin == PS_ADOPTED;
		counters->pipes_shrunk += origin == PS_CREATED_SHRUNK;
		add_slots(account, &place, slots);
	}
	ps_unlock(&place.share->lock);
	return alive;
}

/**
 * ps_account_charge() - charge a pipe to an account
 * @pid_ns: the pid namespace to charge
 * @user: the pipe's user
 * @slots: its accounted slots
 * @origin: how the pipe became known
 *
 * Context: any but NMI; takes a share's lock, and the registry's for a new
 * account.
 * Return: the account, valid until ps_account_uncharge(); or NULL if there is
 * no room for a new one, and nothing is counted.
 */
struct ps_account *ps_account_charge(struct pid_namespace *pid_ns,
				     struct user_struct *user,
				     unsigned int slots, enum ps_origin origin)
{
	struct ps_account *account;

	rcu_read_lock_sched();
	account = ps_registry_find_account(pid_ns, user);
	while (!account || !charge_if_alive(account, slots, origin)) {
		account = ps_registry_add_account(pid_ns, user);
		if (!account)
			break;
	}
	rcu_read_unlock_sched();
	return account;
}

/* One processor's tally does not tell; so each asks, once for a worker's run. */
static bool may_be_empty(const struct place *place)
{
	bool asked;

	if (!place->host)
		return place->tally->made == place->tally->gone;
	asked = place->host->idle_asked;
	place->host->idle_asked = true;
	return !asked;
}

/**
 * ps_account_uncharge() - stop charging a pipe that is destroyed
 * @account: the account it is charged to; must not be used afterwards
 * @slots: the slots it is charged for
 * @unread_bytes: unread data in the pipe, in bytes
 *
 * Context: any but NMI; takes a share's lock.
 */
void ps_account_uncharge(struct ps_account *account, unsigned int slots,
			 u64 unread_bytes)
{
	struct place place = place_of(account);
	struct ps_counters *counters = &place.share->counters;

	ps_lock(&place.share->lock);
	counters->pipes_destroyed++;
	counters->pipes_unread += unread_bytes > 0;
	counters->unread_bytes += unread_bytes;
	place.tally->gone++;
	remove_slots(account, &place, slots);
	if (may_be_empty(&place))
		ps_registry_expect_idle(account->ns);
	ps_unlock(&place.share->lock);
}

/**
 * ps_account_resize() - change the number of slots that a pipe is charged for
 * @account: the account it is charged to
 * @slots: the slots it is charged for now
 * @new_slots: the slots to charge it for
 *
 * Context: any but NMI; takes a share's lock.
 */
void ps_account_resize(struct ps_account *account, unsigned int slots,
		       unsigned int new_slots)
{
	struct place place = place_of(account);

	ps_lock(&place.share->lock);
	if (new_slots > slots)
		add_slots(account, &place, new_slots - slots);
	else
		remove_slots(account, &place, slots - new_slots);
	ps_unlock(&place.share->lock);
}

/**
 * ps_account_read() - read an account
 * @account: the account
 * @pipes: receives the number of pipes that exist
 * @pages: receives the number of their slots
 *
 * Context: any but NMI; takes the locks of shares, one at a time.
 */
void ps_account_read(struct ps_account *account, u64 *pipes, u64 *pages)
{
	struct ps_tally tally;

	ps_share_read_account(account, &tally);
	*pipes = ps_counters_gauge(tally.made - tally.gone);
	*pages = ps_counters_gauge(tally.pages);
}

/**
 * ps_user_read() - read the sum of a uid's accounts
 * @user: the uid
 * @pipes: receives the number of pipes that exist, in all namespaces
 * @pages: receives the number of their slots
 *
 * Context: any but NMI; takes the locks of shares, one at a time.
 */
void ps_user_read(const struct ps_user *user, u64 *pipes, u64 *pages)
{
	struct ps_account *account;
	u64 its_pipes, its_pages;

	*pipes = 0;
	*pages = 0;
	rcu_read_lock();
	list_for_each_entry_rcu(account, &user->accounts, of_user) {
		ps_account_read(account, &its_pipes, &its_pages);
		*pipes += its_pipes;
		*pages += its_pages;
	}
	rcu_read_unlock();
}

/* Returns false and counts nothing if the namespace is dead. */
static bool increment_if_alive(struct ps_namespace *ns, size_t counter)
{
	struct ps_share *share = ps_share_of(ns);
	u64 *value = (void *)&share->counters + counter;
	bool alive;

	ps_lock(&share->lock);
	alive = !READ_ONCE(ns->object.dead);
	if (alive)
		++*value;
	ps_unlock(&share->lock);
	return alive;
}

/* @counter is an offset in struct ps_counters. Returns NULL without room. */
static struct ps_namespace *increment_in(struct pid_namespace *pid_ns,
					 size_t counter)
{
	struct ps_namespace *ns;

	rcu_read_lock_sched();
	ns = ps_registry_find_namespace(pid_ns);
	while (!ns || !increment_if_alive(ns, counter)) {
		ns = ps_registry_add_namespace(pid_ns);
		if (!ns)
			break;
	}
	rcu_read_unlock_sched();
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
 * Context: any but NMI; takes a share's lock.
 */
void ps_namespace_stall(struct ps_namespace *ns)
{
	struct ps_share *share = ps_share_of(ns);

	ps_lock(&share->lock);
	share->counters.writers_stalled++;
	share->counters.stalls++;
	ps_unlock(&share->lock);
}

/**
 * ps_namespace_unstall() - count a stalled writer as only blocked again
 * @ns: the return value of ps_namespace_block()
 *
 * Context: any but NMI; takes a share's lock.
 */
void ps_namespace_unstall(struct ps_namespace *ns)
{
	struct ps_share *share = ps_share_of(ns);

	ps_lock(&share->lock);
	share->counters.writers_stalled--;
	ps_unlock(&share->lock);
}

static void uncount_blocked(struct ps_share *share, bool stalled)
{
	lockdep_assert_held(&share->lock);
	share->counters.writers_blocked--;
	share->counters.writers_stalled -= stalled;
}

/* The host's namespace does not die, and each fork(2) writes what tells that. */
static void wake_if_dead(const struct ps_namespace *ns)
{
	if (!ns->host && ps_pid_ns_is_dead(ns->pid_ns))
		ps_worker_wake();
}

/**
 * ps_namespace_unblock() - count the end of a wait
 * @ns: the return value of ps_namespace_block(); must not be used afterwards
 * @nsec: duration of the wait in nanoseconds
 * @stalled: it was counted as stalled
 *
 * Context: any but NMI; takes a share's lock.
 */
void ps_namespace_unblock(struct ps_namespace *ns, u64 nsec, bool stalled)
{
	struct ps_share *share = ps_share_of(ns);

	ps_lock(&share->lock);
	ps_counters_record_wait(&share->counters, nsec);
	uncount_blocked(share, stalled);
	wake_if_dead(ns);
	ps_unlock(&share->lock);
}

/**
 * ps_namespace_forget_block() - discard a wait without counting its duration
 * @ns: the return value of ps_namespace_block(); must not be used afterwards
 * @stalled: it was counted as stalled
 *
 * Context: any but NMI; takes a share's lock.
 */
void ps_namespace_forget_block(struct ps_namespace *ns, bool stalled)
{
	struct ps_share *share = ps_share_of(ns);

	ps_lock(&share->lock);
	uncount_blocked(share, stalled);
	wake_if_dead(ns);
	ps_unlock(&share->lock);
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
 * ps_accounts_total() - sum the counters of all namespaces
 * @counters: receives the sum, removed namespaces included; the peak is that of
 *	the whole machine, and a bound: see struct ps_peak
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
		ps_share_read_namespace(ns, &one);
		ps_counters_add(counters, &one);
	}
	ps_totals_unlock();
	counters->pages_peak = ps_peak_read(&ps_totals_pages);
}
