/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_WAIT_SITE_H
#define _PIPESCOPE_WAIT_SITE_H

#include "facts.h"
#include "probes/group.h"

struct ps_function;

/**
 * struct ps_wait_site - the place in a function where it waits for room
 * @operation: what a writer is doing that waits there
 * @head_offset: in struct pt_regs, of the register that contains the wait queue
 *	head once the writer is in the queue, or -ENOENT
 * @group: the probes
 */
struct ps_wait_site {
	enum ps_operation operation;
	int head_offset;
	struct ps_group group;
};

int ps_wait_site_place(struct ps_group *group,
		       const struct ps_function *function);

#endif
