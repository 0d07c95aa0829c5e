// SPDX-License-Identifier: GPL-2.0-only
/*
 * Adopts writers that fell asleep before the probes were placed. This is the
 * usual case: first a node hangs, then the module is loaded.
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/pipe_fs_i.h>
#include <linux/sched.h>
#include <linux/wait.h>

#include "track/adopt_writers.h"
#include "track/descriptor.h"
#include "track/waits.h"

/* The value of task_state_index() for TASK_INTERRUPTIBLE, in all kernels. */
#define SLEEPING 1

/* pipe_write() waits exclusively, pipe_wait_writable() does not. */
static enum ps_operation operation_of(const struct wait_queue_entry *entry)
{
	return entry->flags & WQ_FLAG_EXCLUSIVE ? PS_OPERATION_WRITE :
						  PS_OPERATION_SPLICE;
}

/*
 * A writer may be adopted only if the end of its wait will be seen. A writer
 * that has woken up queues itself again before it looks for room, so being
 * queued does not prove that it still waits. A sleeping writer must take the
 * queue's lock, held here, before it can hit a probe. A task that is about to
 * sleep, or whose dequeueing the scheduler delays, is left to the next walk.
 */
static bool is_asleep(struct task_struct *task)
{
	return task_state_index(task) == SLEEPING &&
	       !READ_ONCE(task->on_rq);
}

/* Other entries in the queue, as of poll(2), do not wait for room. */
static bool is_writer(const struct wait_queue_entry *entry)
{
	return entry->func == autoremove_wake_function;
}

/* A read end only leads to writers that have no write end in a file table. */
static bool is_wanted(struct task_struct *task,
		      const struct pipe_inode_info *pipe,
		      const struct ps_writer_filter *filter)
{
	if (filter->fd < 0)
		return task->flags & PF_DUMPCORE;
	return task->files == filter->files &&
	       ps_descriptor_may_be(task, pipe, filter->fd);
}

/**
 * ps_adopt_writers() - adopt a pipe's sleeping writers
 * @pipe: the pipe
 * @filter: selects the writers
 * @refuse: called for each selected writer that finds no room, and with NULL
 *	for one that is not asleep; must not sleep
 * @data: passed to @refuse
 *
 * A task that sleeps in the queue cannot leave its wait while the queue's lock
 * is held.
 *
 * Context: may take locks that sleep on PREEMPT_RT. The caller keeps the file
 * of the filter's descriptor open. Takes the pipe's wr_wait.lock.
 * Return: the number of queue entries visited.
 */
unsigned int ps_adopt_writers(struct pipe_inode_info *pipe,
			      const struct ps_writer_filter *filter,
			      void (*refuse)(const struct task_struct *task,
					     void *data),
			      void *data)
{
	struct wait_queue_entry *entry;
	struct task_struct *task;
	unsigned int looked = 0;

	/* A writer that is not in the queue yet will hit the probes. */
	if (!waitqueue_active(&pipe->wr_wait))
		return 0;
	spin_lock_irq(&pipe->wr_wait.lock);
	list_for_each_entry(entry, &pipe->wr_wait.head, entry) {
		looked++;
		task = entry->private;
		if (!is_writer(entry) || !is_wanted(task, pipe, filter) ||
		    ps_wait_is_known(task))
			continue;
		if (!is_asleep(task))
			refuse(NULL, data);
		else if (ps_wait_adopt(task, pipe, operation_of(entry),
				       filter->fd, filter->inode))
			refuse(task, data);
	}
	spin_unlock_irq(&pipe->wr_wait.lock);
	return looked;
}
