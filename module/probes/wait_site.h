/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_PROBES_WAIT_SITE_H
#define _PIPESCOPE_PROBES_WAIT_SITE_H

#include "group.h"
#include "waits.h"

/**
 * struct ps_wait_site - the place in a function where it waits for room
 * @names: the function's names in several kernels, best first, then NULL
 * @operation: what a writer is doing that waits there
 * @head_offset: in struct pt_regs, of the register that has the wait queue head
 *	once the writer is in the queue, or -ENOENT
 * @group: the probes
 */
struct ps_wait_site {
	const char *names[3];
	enum ps_operation operation;
	int head_offset;
	struct ps_group group;
};

int ps_wait_site_place(struct ps_wait_site *site);

#endif
