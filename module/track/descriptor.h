/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_DESCRIPTOR_H
#define _PIPESCOPE_DESCRIPTOR_H

#include <linux/types.h>

struct pipe_inode_info;
struct task_struct;

bool ps_descriptor_may_be(struct task_struct *task,
			  const struct pipe_inode_info *pipe, unsigned int fd);
int ps_descriptor_find(struct task_struct *task,
		       const struct pipe_inode_info *pipe, u64 *inode);

#endif
