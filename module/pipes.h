/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_PIPES_H
#define _PIPESCOPE_PIPES_H

#include <linux/types.h>

struct pid_namespace;
struct pipe_inode_info;

/**
 * struct ps_pipe_facts - what is known about a tracked pipe
 * @id: the number it got when it was taken up, from 1; 0 for a pipe that is
 *	not tracked
 * @namespace: inum of the pid namespace that it is accounted to, or 0
 * @uid: its user, as the initial user namespace sees it
 * @slots: its accounted slots
 * @slots_created: those it had when it was created or adopted
 * @shrunk: it had as few slots as one gets over the soft limit when it was
 *	created or adopted
 * @adopted: it was not seen to be created
 */
struct ps_pipe_facts {
	u64 id;
	unsigned int namespace;
	uid_t uid;
	unsigned int slots;
	unsigned int slots_created;
	bool shrunk;
	bool adopted;
};

/* What came of an attempt to take up a pipe that exists. */
enum ps_adoption {
	PS_ADOPTION_KNOWN,	/* it was tracked already */
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

unsigned int ps_pipe_slots_used(const struct pipe_inode_info *pipe);
u64 ps_pipe_bytes_used(const struct pipe_inode_info *pipe);
unsigned int ps_pipe_bytes_mergeable(const struct pipe_inode_info *pipe);

#endif
