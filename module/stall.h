/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_STALL_H
#define _PIPESCOPE_STALL_H

#include <linux/types.h>

#include "waits.h"

#define PS_STALL_THRESHOLD_MIN_MSEC 10
#define PS_STALL_THRESHOLD_MAX_MSEC 86400000

/**
 * typedef ps_stall_report_fn - tell of a writer that has stalled
 *
 * Context: may sleep.
 * Return: 0, or a negative error to be asked again at the next scan.
 */
typedef int (*ps_stall_report_fn)(const struct ps_wait_facts *facts);

void ps_stall_init(void);
unsigned int ps_stall_threshold(void);
int ps_stall_set_threshold(unsigned int msec);
unsigned int ps_stall_count(void);
void ps_stall_expect(void);
void ps_stall_over(void);
bool ps_stall_holds(const struct ps_wait_facts *facts);
u64 ps_stall_scan(ps_stall_report_fn report);

#endif
