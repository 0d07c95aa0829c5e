// SPDX-License-Identifier: GPL-2.0-only
/* Totals of the whole machine, which belong to no namespace. */
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
PS_DEFINE_PEAK(ps_totals_pages);

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
 * ps_totals_reset() - start again from zero
 *
 * Context: may sleep; nothing is charged.
 */
void ps_totals_reset(void)
{
	mutex_lock(&totals_lock);
	memset(&retired, 0, sizeof(retired));
	ps_peak_reset(&ps_totals_pages);
	mutex_unlock(&totals_lock);
}
