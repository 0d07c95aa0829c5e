/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_GROUP_H
#define _PIPESCOPE_GROUP_H

#include <linux/kprobes.h>
#include <linux/types.h>

#define PS_GROUP_MAX 6

/**
 * struct ps_group - probes that are only useful together
 * @probes: the probes, in the order of placing
 * @nr: number of probes
 * @placed: the probes are in place
 */
struct ps_group {
	struct kprobe probes[PS_GROUP_MAX];
	unsigned int nr;
	bool placed;
};

void ps_group_init(struct ps_group *group);
void ps_group_add(struct ps_group *group, unsigned long address,
		  kprobe_pre_handler_t handler);
int ps_group_place(struct ps_group *group);
int ps_group_place_entry(struct ps_group *group, const char *const *names,
			 kprobe_pre_handler_t handler);
void ps_group_await_text(struct ps_group *group);
unsigned int ps_group_take(struct ps_group *group, struct kprobe **probes);

#endif
