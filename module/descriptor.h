/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_DESCRIPTOR_H
#define _PIPESCOPE_DESCRIPTOR_H

#include <linux/types.h>

struct pipe_inode_info;

int ps_descriptor_find(const struct pipe_inode_info *pipe, u64 *inode);

#endif
