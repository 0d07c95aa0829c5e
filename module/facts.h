/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_FACTS_H
#define _PIPESCOPE_FACTS_H

#include <linux/sched.h>
#include <linux/types.h>

/*
 * Facts that the module reports about pipes and writers. These are copies: they
 * stay valid after the pipe is freed or the writer exits.
 */

/* The operation in which a writer blocked. */
enum ps_operation {
	PS_OPERATION_WRITE,
	PS_OPERATION_SPLICE,	/* also tee, vmsplice, sendfile */
	PS_OPERATION_OPEN,	/* open(2) of a FIFO whose other end is closed */
};

/* The reason why a wait ended. */
enum ps_end {
	PS_END_ROOM,
	PS_END_SIGNAL,
	PS_END_NO_READERS,
	PS_END_PARTNER,		/* another task opened the FIFO's other end */
};

/**
 * struct ps_pipe_facts - facts about a tracked pipe
 * @id: its number, from 1, assigned when tracking started; 0 if untracked
 * @namespace: inum of the pid namespace that it is charged to, or 0
 * @uid: the uid that it is charged to, in the initial user namespace
 * @slots: its accounted slots
 * @slots_created: its slots when it was created or adopted
 * @shrunk: it had as few slots then as the kernel grants above the soft limit
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
 * struct ps_wait_facts - facts about a blocked writer
 * @task: the writer's task_struct; used only as a key
 * @comm: its name, filled in when a stall is reported
 * @serial: the wait's number, from 1; distinguishes two waits of one task
 * @since: start of the wait, in nanoseconds of CLOCK_MONOTONIC
 * @pipe: the pipe it waits for, as it was at the start of the wait
 * @inode: the pipe's inode number, or 0 if unknown
 * @tid: thread id in the initial pid namespace
 * @pid: process id in the initial pid namespace
 * @ns_tid: thread id in the writer's own pid namespace
 * @namespace: inum of the writer's own pid namespace
 * @fd: its file descriptor of the pipe, or -1 if unknown
 * @operation: the operation that blocked
 * @slots: slots that the pipe's ring may use, at the time of the event
 * @slots_used: slots with data, at the time of the event
 * @preexisting: it was already asleep when found; the start was not seen
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
 * struct ps_ring_facts - facts about a pipe's contents at one moment
 * @slots: slots that its ring may use
 * @slots_used: slots with data in them
 * @bytes_used: bytes of data in them
 * @bytes_mergeable: bytes that a write can still append to the last slot
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
