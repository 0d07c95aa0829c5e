/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_WAIT_SITE_H
#define _PIPESCOPE_WAIT_SITE_H

#include "facts.h"
#include "probes/group.h"

struct ps_function;

/**
 * struct ps_wait_site - where a function waits for room
 * @operation: the operation of writers that wait there
 * @head_offset: offset in struct pt_regs of the register that holds the wait
 *	queue head once the writer is queued, or -ENOENT
 * @head_slot: likewise the offset from the stack pointer of a place that holds
 *	it, if no register does
 * @group: the probes
 */
struct ps_wait_site {
	enum ps_operation operation;
	int head_offset;
	int head_slot;
	struct ps_group group;
};

int ps_wait_site_place(struct ps_group *group,
		       const struct ps_function *function);

#endif
