/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_PARAMS_H
#define _PIPESCOPE_PARAMS_H

#include <linux/types.h>

extern unsigned int ps_max_pipes;
extern unsigned int ps_max_waits;
extern unsigned int ps_max_namespaces;
extern unsigned int ps_max_accounts;
extern unsigned int ps_max_stalled;
extern unsigned int ps_alloc_calls;
extern bool ps_return_probes;

void ps_params_init(void);

#endif
