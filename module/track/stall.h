/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_STALL_H
#define _PIPESCOPE_STALL_H

#include <linux/types.h>

struct ps_wait_facts;

/**
 * typedef ps_stall_report_fn - report a stalled writer
 * @facts: the writer
 *
 * Context: may sleep.
 * Return: 0, or a negative error to be called again in the next scan.
 */
typedef int (*ps_stall_report_fn)(const struct ps_wait_facts *facts);

bool ps_stall_holds(const struct ps_wait_facts *facts);
u64 ps_stall_scan(ps_stall_report_fn report);

#endif
