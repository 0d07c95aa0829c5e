/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_PLACE_H
#define _PIPESCOPE_PLACE_H

#include <linux/types.h>

int ps_probes_place(void);
void ps_probes_remove(void);
const char *ps_probes_alloc_method(void);
const char *ps_probes_write_method(void);
size_t ps_probes_absent(char *buf, size_t size);
size_t ps_probes_breakpoints(char *buf, size_t size);

#endif
