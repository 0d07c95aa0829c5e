/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_WAITS_H
#define _PIPESCOPE_WAITS_H

#include <linux/build_bug.h>
#include <linux/kernel.h>
#include <linux/stddef.h>
#include <linux/types.h>

#include "core/table.h"
#include "facts.h"

struct pipe_inode_info;
struct ps_namespace;
struct task_struct;

/**
 * struct ps_wait - a writer that is blocked
 * @entry: its entry in the table, keyed by its task_struct
 * @pipe: the pipe; it exists while the writer waits for it, and the end of the
 *	wait is seen until ps_waits_close()
 * @ns: the writer's namespace, which counts it
 * @serial: the wait's number, from 1; distinguishes two waits of one task
 * @since: start of the wait, in nanoseconds of CLOCK_MONOTONIC
 * @inode: the pipe's inode number or 0, if @located
 * @fd: its descriptor of the pipe or -1, if @located
 * @operation: the operation that blocked, sendfile(2) not told from write(2)
 * @located: @inode and @fd have been looked up
 * @preexisting: it was already asleep when found
 * @stalled: it is counted as stalled
 * @reported: it has a directory in sysfs
 *
 * Only what cannot be found out later is written when a wait begins: the writer
 * is asleep, and most waits end before anybody asks.
 *
 * Protected by the lock of the task's bucket in the table. While it is held,
 * the writer cannot leave its wait, because it needs the lock to do so.
 */
struct ps_wait {
	struct ps_entry entry;
	struct pipe_inode_info *pipe;
	struct ps_namespace *ns;
	u64 serial;
	u64 since;
	u64 inode;
	int fd;
	u8 operation;
	bool located;
	bool preexisting;
	bool stalled;
	bool reported;
};

/* ps_to_wait(NULL) must be NULL. */
static_assert(offsetof(struct ps_wait, entry) == 0);

static inline struct ps_wait *ps_to_wait(struct ps_entry *entry)
{
	return container_of(entry, struct ps_wait, entry);
}

/* The writer, while its record is in the table and the bucket locked. */
static inline struct task_struct *ps_wait_task(const struct ps_wait *wait)
{
	return (struct task_struct *)wait->entry.key;
}

extern struct ps_table ps_waits;

int ps_waits_init(unsigned int max_waits);
void ps_waits_set_ends_seen(bool seen);
bool ps_waits_ends_are_seen(void);
void ps_waits_close(void);
bool ps_waits_are_closed(void);
void ps_waits_exit(void);
int ps_waits_top_up(void);
bool ps_waits_have_room(void);
u64 ps_waits_untracked(void);
void ps_waits_set_untracked(u64 number);

void ps_wait_begin(struct pipe_inode_info *pipe, enum ps_operation operation,
		   bool sleeps);
struct ps_wait *ps_wait_find(struct hlist_bl_head *bucket,
			     const struct ps_wait_facts *facts);
void ps_wait_describe(struct ps_wait *wait, struct task_struct *task,
		      struct ps_wait_facts *facts);
bool ps_wait_is_known(const struct task_struct *task);
int ps_wait_adopt(struct task_struct *task, struct pipe_inode_info *pipe,
		  enum ps_operation operation, int fd, u64 inode);
void ps_wait_end(enum ps_end end);
void ps_wait_cancel(void);

#endif
