/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_ADOPT_H
#define _PIPESCOPE_ADOPT_H

#include <linux/types.h>

void ps_adopt_init(void);
void ps_adopt_exit(void);
u64 ps_adopt_run(void);
u64 ps_adopt_count(void);
u64 ps_adopt_hidden_users(void);

#endif
