/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_MISSED_H
#define _PIPESCOPE_MISSED_H

#include <linux/types.h>

struct kprobe;
struct kretprobe;

void ps_missed_watch(const struct kprobe *probe, bool pipes);
void ps_missed_watch_return(const struct kretprobe *probe, bool pipes);
void ps_missed_forget(void);
u64 ps_missed_count(void);
void ps_missed_note(void);

#endif
