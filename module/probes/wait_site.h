/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_PROBES_WAIT_SITE_H
#define _PIPESCOPE_PROBES_WAIT_SITE_H

#include <linux/kprobes.h>

#include "waits.h"

/* In the order of placing: an end without its begin does no harm. */
enum ps_wait_probe {
	PS_WAIT_END,
	PS_WAIT_RESULT,
	PS_WAIT_BEGIN,
	PS_WAIT_PROBES
};

/**
 * struct ps_wait_site - the place in a function where it waits for room
 * @names: the function's names in several kernels, best first, then NULL
 * @operation: what a writer is doing that waits there
 * @probes: the three probes
 * @placed: they are in place
 */
struct ps_wait_site {
	const char *names[3];
	enum ps_operation operation;
	struct kprobe probes[PS_WAIT_PROBES];
	bool placed;
};

int ps_wait_site_place(struct ps_wait_site *site);
void ps_wait_site_remove(struct ps_wait_site *site);
u64 ps_wait_site_missed(const struct ps_wait_site *site);

#endif
