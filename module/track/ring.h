/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_RING_H
#define _PIPESCOPE_RING_H

#include <linux/types.h>

struct pipe_inode_info;
struct ps_ring_facts;

unsigned int ps_ring_slots_used(const struct pipe_inode_info *pipe);
u64 ps_ring_bytes_used(const struct pipe_inode_info *pipe);
void ps_ring_read(const struct pipe_inode_info *pipe,
		  struct ps_ring_facts *facts);

#endif
