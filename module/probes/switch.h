/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_SWITCH_H
#define _PIPESCOPE_SWITCH_H

#include <linux/types.h>

void ps_switch_init(void);
void ps_switch_touch(void);
bool ps_switch_touched(void);
bool ps_switch_is_on(void);

#endif
