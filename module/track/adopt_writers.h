/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_ADOPT_WRITERS_H
#define _PIPESCOPE_ADOPT_WRITERS_H

#include <linux/types.h>

struct files_struct;
struct pipe_inode_info;
struct task_struct;

/**
 * struct ps_writer_filter - selects writers of a pipe
 * @files: only writers that use this file table
 * @fd: its descriptor of the pipe's write end; or -1 to select instead the
 *	writers without a descriptor, for which the kernel writes a core dump
 * @inode: the pipe's inode number
 */
struct ps_writer_filter {
	const struct files_struct *files;
	int fd;
	u64 inode;
};

unsigned int ps_adopt_writers(struct pipe_inode_info *pipe,
			      const struct ps_writer_filter *filter,
			      void (*refuse)(const struct task_struct *task,
					     void *data),
			      void *data);

#endif
