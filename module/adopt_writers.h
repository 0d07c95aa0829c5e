/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_ADOPT_WRITERS_H
#define _PIPESCOPE_ADOPT_WRITERS_H

#include <linux/types.h>

struct files_struct;
struct pipe_inode_info;

void ps_adopt_writers(struct pipe_inode_info *pipe,
		      const struct files_struct *files, unsigned int fd,
		      u64 inode, bool named);

#endif
