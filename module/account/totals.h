/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_TOTALS_H
#define _PIPESCOPE_TOTALS_H

#include "account/peak.h"

struct ps_counters;

/* Pages of all namespaces together. */
extern struct ps_peak ps_totals_pages;

void ps_totals_lock(void);
void ps_totals_unlock(void);
void ps_totals_retire(const struct ps_counters *counters);
void ps_totals_read_retired(struct ps_counters *counters);
void ps_totals_reset(void);

#endif
