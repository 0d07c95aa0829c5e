// SPDX-License-Identifier: GPL-2.0-only
/* Where counters are, and what they sum up to. */
#include <linux/bitmap.h>
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/string.h>

#include "account/share.h"
#include "core/nmi_lock.h"

static DEFINE_PER_CPU(struct ps_drift, host_drifts);
/* Pages of all of the host's accounts together. */
struct ps_peak ps_host_pages = PS_PEAK_INIT(host_drifts);

static struct ps_host_share __percpu *shares;
/* Protected by the registry's lock. */
static DECLARE_BITMAP(slots_taken, PS_HOST_SLOTS);

/**
 * ps_share_init() - start counting from zero
 * @share: the share, zeroed
 *
 * Context: any.
 */
void ps_share_init(struct ps_share *share)
{
	raw_spin_lock_init(&share->lock);
}

/**
 * ps_host_init() - make the host's shares
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int ps_host_init(void)
{
	unsigned int cpu;

	shares = alloc_percpu(struct ps_host_share);
	if (!shares)
		return -ENOMEM;
	for_each_possible_cpu(cpu)
		ps_share_init(&per_cpu_ptr(shares, cpu)->share);
	bitmap_zero(slots_taken, PS_HOST_SLOTS);
	ps_peak_reset(&ps_host_pages);
	return 0;
}

/**
 * ps_host_exit() - free the host's shares
 *
 * Context: may sleep; the host's namespace is released.
 */
void ps_host_exit(void)
{
	free_percpu(shares);
}

/**
 * ps_host_shares() - the host's shares
 *
 * Context: any; between ps_host_init() and ps_host_exit().
 * Return: the shares, for &ps_namespace.host.
 */
struct ps_host_share __percpu *ps_host_shares(void)
{
	return shares;
}

/**
 * ps_host_take_slot() - give an account a tally on each processor
 *
 * Context: any; the caller holds the registry's lock.
 * Return: the slot, or PS_NO_SLOT if all are taken.
 */
int ps_host_take_slot(void)
{
	unsigned int slot = find_first_zero_bit(slots_taken, PS_HOST_SLOTS);

	if (slot == PS_HOST_SLOTS)
		return PS_NO_SLOT;
	__set_bit(slot, slots_taken);
	return slot;
}

/**
 * ps_host_give_slot() - give a slot back
 * @slot: the slot of an account that nobody reads any more, or PS_NO_SLOT
 *
 * Context: any but NMI; the caller holds the registry's lock.
 */
void ps_host_give_slot(int slot)
{
	struct ps_host_share *host;
	unsigned int cpu;

	if (slot == PS_NO_SLOT)
		return;
	for_each_possible_cpu(cpu) {
		host = per_cpu_ptr(shares, cpu);
		host->tallies[slot] = (struct ps_tally) { };
	}
	__clear_bit(slot, slots_taken);
}

static void add_share(struct ps_share *share, struct ps_counters *sum)
{
	ps_lock(&share->lock);
	ps_counters_add(sum, &share->counters);
	ps_unlock(&share->lock);
}

/**
 * ps_share_read_namespace() - sum up a namespace's counters
 * @ns: the namespace
 * @counters: receives the sum. If the namespace is the host's, it is exact
 *	while nothing changes, and its pages_peak is a bound: see struct ps_peak
 *
 * Context: any but NMI; takes the locks of shares, one at a time.
 */
void ps_share_read_namespace(struct ps_namespace *ns,
			     struct ps_counters *counters)
{
	unsigned int cpu;

	*counters = (struct ps_counters) { };
	add_share(&ns->own, counters);
	if (!ns->host)
		return;
	for_each_possible_cpu(cpu)
		add_share(&per_cpu_ptr(ns->host, cpu)->share, counters);
	counters->pages = ps_counters_gauge(counters->pages);
	counters->writers_blocked = ps_counters_gauge(counters->writers_blocked);
	counters->writers_stalled = ps_counters_gauge(counters->writers_stalled);
	counters->pages_peak = ps_peak_read(&ps_host_pages);
}

static void add_tally(const struct ps_share *share,
		      const struct ps_tally *tally, struct ps_tally *sum)
{
	lockdep_assert_held(&share->lock);
	sum->made += tally->made;
	sum->gone += tally->gone;
	sum->pages += tally->pages;
}

/**
 * ps_host_sum_slots() - sum up the tallies of all slots
 * @sums: receives the sums, PS_HOST_SLOTS of them
 *
 * For the worker, which looks for accounts without pipes. Lets each processor
 * ask it again: an end of a pipe that is not in the sums does.
 *
 * Context: any but NMI; takes the locks of shares, one at a time.
 */
void ps_host_sum_slots(struct ps_tally *sums)
{
	struct ps_host_share *host;
	unsigned int cpu, slot;

	memset(sums, 0, PS_HOST_SLOTS * sizeof(*sums));
	for_each_possible_cpu(cpu) {
		host = per_cpu_ptr(shares, cpu);
		ps_lock(&host->share.lock);
		host->idle_asked = false;
		for (slot = 0; slot < PS_HOST_SLOTS; slot++)
			add_tally(&host->share, &host->tallies[slot],
				  &sums[slot]);
		ps_unlock(&host->share.lock);
	}
}

/**
 * ps_share_read_account() - sum up an account's tallies
 * @account: the account
 * @tally: receives the sum
 *
 * Context: any but NMI; takes the locks of shares, one at a time.
 */
void ps_share_read_account(struct ps_account *account, struct ps_tally *tally)
{
	struct ps_host_share *host;
	unsigned int cpu;

	*tally = (struct ps_tally) { };
	if (account->slot == PS_NO_SLOT) {
		ps_lock(&account->ns->own.lock);
		add_tally(&account->ns->own, &account->own, tally);
		ps_unlock(&account->ns->own.lock);
		return;
	}
	for_each_possible_cpu(cpu) {
		host = per_cpu_ptr(account->ns->host, cpu);
		ps_lock(&host->share.lock);
		add_tally(&host->share, &host->tallies[account->slot], tally);
		ps_unlock(&host->share.lock);
	}
}
