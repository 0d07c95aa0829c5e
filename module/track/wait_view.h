/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_WAIT_VIEW_H
#define _PIPESCOPE_WAIT_VIEW_H

struct ps_ring_facts;
struct ps_wait_facts;

int ps_wait_view(const struct ps_wait_facts *wait, struct ps_ring_facts *ring);

#endif
