/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_ADOPT_H
#define _PIPESCOPE_ADOPT_H

#include <linux/types.h>

/* What a walk is to look for. */
#define PS_ADOPT_PIPES 1
#define PS_ADOPT_WRITERS 2

void ps_adopt_init(void);
void ps_adopt_exit(void);
void ps_adopt_request(int what);
u64 ps_adopt_run(void);
u64 ps_adopt_count(void);
u64 ps_adopt_hidden_users(void);

#endif
