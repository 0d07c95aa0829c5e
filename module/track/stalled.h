/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_STALLED_H
#define _PIPESCOPE_STALLED_H

#include <linux/types.h>

#define PS_STALLED_THRESHOLD_MIN_MSEC 10
#define PS_STALLED_THRESHOLD_MAX_MSEC 86400000

void ps_stalled_reset(void);
unsigned int ps_stalled_threshold(void);
int ps_stalled_set_threshold(unsigned int msec);
unsigned int ps_stalled_count(void);
void ps_stalled_inc(void);
void ps_stalled_dec(void);
void ps_stalled_unblock(void);
void ps_stalled_schedule(void);

#endif
