/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_WAITS_H
#define _PIPESCOPE_WAITS_H

#include <linux/sched.h>
#include <linux/types.h>

#include "pipes.h"
#include "table.h"

struct ps_namespace;

/* What a writer was doing when it had to wait. */
enum ps_operation {
	PS_OPERATION_WRITE,
	PS_OPERATION_SPLICE,	/* also tee, vmsplice, sendfile */
	PS_OPERATION_OPEN,	/* of a FIFO without a partner */
};

/* What ended a wait. */
enum ps_end {
	PS_END_ROOM,
	PS_END_SIGNAL,
	PS_END_NO_READERS,
	PS_END_PARTNER,		/* has opened the FIFO's other end */
};

/**
 * struct ps_wait_facts - what is reported of a blocked writer
 * @task: the writer's task_struct, as a key only
 * @comm: its name; filled in when it is reported as stalled
 * @serial: the wait's number, from 1; tells it from a later one of the task
 * @since: when it began, in nanoseconds of CLOCK_MONOTONIC
 * @pipe: the pipe it waits for, as it was then
 * @inode: the pipe's inode number, 0 where unknown
 * @tid: thread id in the initial pid namespace
 * @pid: process id in the initial pid namespace
 * @ns_tid: thread id in the writer's own pid namespace
 * @namespace: inum of the writer's own pid namespace
 * @fd: its descriptor of the pipe, -1 where unknown
 * @operation: what it was doing
 * @slots: slots that the pipe's ring may use
 * @slots_used: slots in use when the event was made
 * @preexisting: it was found asleep, not seen to begin
 */
struct ps_wait_facts {
	const void *task;
	char comm[TASK_COMM_LEN];
	u64 serial;
	u64 since;
	struct ps_pipe_facts pipe;
	u64 inode;
	pid_t tid;
	pid_t pid;
	pid_t ns_tid;
	unsigned int namespace;
	int fd;
	enum ps_operation operation;
	unsigned int slots;
	unsigned int slots_used;
	bool preexisting;
};

/**
 * struct ps_wait - a writer that is blocked now
 * @entry: its place in the table, by the address of its task_struct
 * @facts: what is reported of it
 * @pipe: the pipe; it exists as long as the writer waits for it, and the
 *	writer's leave is seen until ps_waits_close()
 * @ns: the writer's namespace, where it is counted
 * @stalled: counted as stalled
 * @reported: has a directory in sysfs
 *
 * Protected by the table's lock for its task: while it is held the writer
 * cannot leave, as it takes the lock on its way.
 */
struct ps_wait {
	struct ps_entry entry;
	struct ps_wait_facts facts;
	struct pipe_inode_info *pipe;
	struct ps_namespace *ns;
	bool stalled;
	bool reported;
};

/**
 * struct ps_wait_view - what a blocked writer's pipe looks like now
 * @slots: slots that its ring may use
 * @slots_used: slots with data in them
 * @bytes_used: that data, in bytes
 * @bytes_mergeable: what still fits in the last of these slots, in bytes
 * @readers: open files that can read
 * @writers: open files that can write
 */
struct ps_wait_view {
	unsigned int slots;
	unsigned int slots_used;
	u64 bytes_used;
	unsigned int bytes_mergeable;
	unsigned int readers;
	unsigned int writers;
};

extern struct ps_table ps_waits;

int ps_waits_init(unsigned int max_waits);
void ps_waits_close(void);
bool ps_waits_are_closed(void);
void ps_waits_exit(void);
int ps_waits_top_up(void);
bool ps_waits_have_room(void);
u64 ps_waits_untracked(void);
void ps_waits_set_untracked(u64 number);

void ps_wait_begin(struct pipe_inode_info *pipe, enum ps_operation operation,
		   bool sleeps);
bool ps_wait_is_known(const struct task_struct *task);
int ps_wait_adopt(struct task_struct *task, struct pipe_inode_info *pipe,
		  enum ps_operation operation, int fd, u64 inode);
void ps_wait_end(enum ps_end end);
void ps_wait_cancel(void);
int ps_wait_view(const struct ps_wait_facts *facts, struct ps_wait_view *view);

#endif
