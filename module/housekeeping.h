/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_HOUSEKEEPING_H
#define _PIPESCOPE_HOUSEKEEPING_H

#include <linux/types.h>

u64 ps_housekeeping_pass(void);
void ps_housekeeping_retire_all(void);

#endif
