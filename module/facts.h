/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_FACTS_H
#define _PIPESCOPE_FACTS_H

#include <linux/sched.h>
#include <linux/types.h>

/*
 * What is reported of pipes and writers. These are copies: they stay valid
 * after the pipe or the writer is gone.
 */

/* What a writer was doing when it blocked. */
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
	PS_END_PARTNER,		/* opened the other end of the FIFO */
};

/**
 * struct ps_pipe_facts - what is known about a tracked pipe
 * @id: its number, from 1, given when tracking began; 0 for an untracked pipe
 * @namespace: inum of the pid namespace it is charged to, or 0
 * @uid: its user, in the initial user namespace
 * @slots: its accounted slots
 * @slots_created: the slots it had when it was created or adopted
 * @shrunk: it was created or adopted with as few slots as the kernel grants
 *	over the soft limit
 * @adopted: its creation was not seen
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

/**
 * struct ps_wait_facts - what is reported of a blocked writer
 * @task: the writer's task_struct, only ever used as a key
 * @comm: its name, filled in when a stall is reported
 * @serial: the wait's number, from 1; tells apart two waits of one task
 * @since: when the wait began, in nanoseconds of CLOCK_MONOTONIC
 * @pipe: the pipe it waits for, as it was then
 * @inode: the pipe's inode number, 0 if unknown
 * @tid: thread id in the initial pid namespace
 * @pid: process id in the initial pid namespace
 * @ns_tid: thread id in the writer's own pid namespace
 * @namespace: inum of the writer's own pid namespace
 * @fd: its descriptor of the pipe, -1 if unknown
 * @operation: what it was doing
 * @slots: slots that the pipe's ring may use
 * @slots_used: slots in use at the time of the event
 * @preexisting: it was found asleep; the start of the wait was not seen
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
 * struct ps_ring_facts - what a pipe contains at one moment
 * @slots: slots that its ring may use
 * @slots_used: slots with data in them
 * @bytes_used: that data, in bytes
 * @bytes_mergeable: room in the slot that was filled last, in bytes
 * @readers: open files that can read
 * @writers: open files that can write
 */
struct ps_ring_facts {
	unsigned int slots;
	unsigned int slots_used;
	u64 bytes_used;
	unsigned int bytes_mergeable;
	unsigned int readers;
	unsigned int writers;
};

#endif
