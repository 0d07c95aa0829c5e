// SPDX-License-Identifier: GPL-2.0-only
/* Totals of the whole machine, which belong to no namespace. */
#include <linux/atomic.h>
#include <linux/lockdep.h>
#include <linux/mutex.h>
#include <linux/string.h>

#include "account/counters.h"
#include "account/totals.h"

/*
 * Protects @retired. Held while a namespace's counters are added to @retired,
 * and while all namespaces are summed, so that every sum contains each
 * namespace exactly once. Never held while sysfs directories are removed, which
 * waits for readers that may need this lock.
 */
static DEFINE_MUTEX(totals_lock);
static struct ps_counters retired;
atomic64_t ps_totals_pages;
static atomic64_t pages_peak;

/**
 * ps_totals_lock() - prevent namespaces from retiring
 *
 * Context: may sleep.
 */
void ps_totals_lock(void)
{
	mutex_lock(&totals_lock);
}

/**
 * ps_totals_unlock() - allow namespaces to retire again
 *
 * Context: the task that called ps_totals_lock().
 */
void ps_totals_unlock(void)
{
	mutex_unlock(&totals_lock);
}

/**
 * ps_totals_retire() - keep the counters of a namespace that is being removed
 * @counters: its counters
 *
 * Context: any; the caller holds ps_totals_lock(), and removes the namespace
 * from its list before unlocking.
 */
void ps_totals_retire(const struct ps_counters *counters)
{
	lockdep_assert_held(&totals_lock);
	ps_counters_add(&retired, counters);
}

/**
 * ps_totals_read_retired() - read the counters of all removed namespaces
 * @counters: receives their sum
 *
 * Context: any; the caller holds ps_totals_lock().
 */
void ps_totals_read_retired(struct ps_counters *counters)
{
	lockdep_assert_held(&totals_lock);
	*counters = retired;
}

/**
 * ps_totals_add_pages() - count new pages, and update the peak
 * @pages: their number
 *
 * Context: any.
 */
void ps_totals_add_pages(u64 pages)
{
	s64 sum = atomic64_add_return(pages, &ps_totals_pages);
	s64 peak = atomic64_read(&pages_peak);

	while (sum > peak &&
	       !atomic64_try_cmpxchg(&pages_peak, &peak, sum))
		;
}

/**
 * ps_totals_pages_peak() - the peak number of pages
 *
 * Context: any.
 * Return: the peak since arming, of all namespaces together.
 */
u64 ps_totals_pages_peak(void)
{
	return atomic64_read(&pages_peak);
}

/**
 * ps_totals_reset() - start again from zero
 *
 * Context: may sleep; nothing is charged.
 */
void ps_totals_reset(void)
{
	mutex_lock(&totals_lock);
	memset(&retired, 0, sizeof(retired));
	atomic64_set(&ps_totals_pages, 0);
	atomic64_set(&pages_peak, 0);
	mutex_unlock(&totals_lock);
}
