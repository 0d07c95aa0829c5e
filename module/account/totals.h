/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_TOTALS_H
#define _PIPESCOPE_TOTALS_H

#include <linux/atomic.h>
#include <linux/types.h>

struct ps_counters;

/* Pages of all namespaces together; here for ps_totals_remove_pages() alone. */
extern atomic64_t ps_totals_pages;

void ps_totals_lock(void);
void ps_totals_unlock(void);
void ps_totals_retire(const struct ps_counters *counters);
void ps_totals_read_retired(struct ps_counters *counters);
void ps_totals_add_pages(u64 pages);
u64 ps_totals_pages_peak(void);
void ps_totals_reset(void);

/**
 * ps_totals_remove_pages() - count pages that are given back
 * @pages: their number
 *
 * Inline, as closing a pipe is to stay cheap.
 *
 * Context: any.
 */
static inline void ps_totals_remove_pages(u64 pages)
{
	atomic64_sub(pages, &ps_totals_pages);
}

#endif
