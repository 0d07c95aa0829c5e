/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_CONTROL_H
#define _PIPESCOPE_CONTROL_H

#include <linux/types.h>

int ps_control_arm(void);
void ps_control_disarm(void);
bool ps_control_is_armed(void);

#endif
