/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_PROBES_H
#define _PIPESCOPE_PROBES_H

#include <linux/types.h>

/* The names of all that is probed, and blanks between them. */
#define PS_PROBES_ABSENT_SIZE 256

int ps_probes_place(void);
void ps_probes_remove(void);
const char *ps_probes_alloc_method(void);
const char *ps_probes_write_method(void);
bool ps_probes_see_ends(void);
u64 ps_probes_missed(void);
void ps_probes_note_missed(void);
size_t ps_probes_absent(char *buf, size_t size);

#endif
