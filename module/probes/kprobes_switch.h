/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_KPROBES_SWITCH_H
#define _PIPESCOPE_KPROBES_SWITCH_H

#include <linux/types.h>

void ps_kprobes_switch_reset(void);
void ps_kprobes_switch_touch(void);
bool ps_kprobes_switch_was_touched(void);
bool ps_kprobes_switch_is_on(void);

#endif
