/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_TOTALS_H
#define _PIPESCOPE_TOTALS_H

#include <linux/types.h>

struct ps_counters;

void ps_totals_lock(void);
void ps_totals_unlock(void);
void ps_totals_retire(const struct ps_counters *counters);
void ps_totals_read_retired(struct ps_counters *counters);
void ps_totals_add_pages(s64 pages);
u64 ps_totals_pages_peak(void);
void ps_totals_reset(void);

#endif
