/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_PIPES_H
#define _PIPESCOPE_PIPES_H

#include <linux/types.h>

struct pid_namespace;
struct pipe_inode_info;
struct ps_pipe_facts;

/* The result of adopting a pipe. */
enum ps_adoption {
	PS_ADOPTION_KNOWN,	/* was already tracked */
	PS_ADOPTION_DONE,
	PS_ADOPTION_NO_ROOM,
};

int ps_pipes_init(unsigned int max_pipes);
void ps_pipes_exit(void);
int ps_pipes_top_up(void);
bool ps_pipes_have_room(void);
u64 ps_pipes_untracked(void);
void ps_pipes_set_untracked(u64 seen, u64 number);
u64 ps_pipes_corrected(void);

void ps_pipe_created(struct pipe_inode_info *pipe);
void ps_pipe_refused(void);
void ps_pipe_resized(struct pipe_inode_info *pipe);
void ps_pipe_destroyed(struct pipe_inode_info *pipe);
enum ps_adoption ps_pipe_adopt(struct pipe_inode_info *pipe,
			       struct pid_namespace *pid_ns);
void ps_pipe_describe(const struct pipe_inode_info *pipe,
		      struct ps_pipe_facts *facts);

#endif
