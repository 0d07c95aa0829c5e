// SPDX-License-Identifier: GPL-2.0-only
/*
 * Finds writers that were asleep before the probes were placed: the usual case
 * is that a node hangs first and the module is loaded then.
 */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/pipe_fs_i.h>
#include <linux/sched.h>
#include <linux/wait.h>

#include "track/adopt_writers.h"
#include "track/descriptor.h"
#include "track/waits.h"

/* What task_state_index() says of TASK_INTERRUPTIBLE, in all kernels. */
#define SLEEPING 1

/* pipe_write() waits exclusively, pipe_wait_writable() does not. */
static enum ps_operation operation_of(const struct wait_queue_entry *entry)
{
	return entry->flags & WQ_FLAG_EXCLUSIVE ? PS_OPERATION_WRITE :
						  PS_OPERATION_SPLICE;
}

/*
 * Not on its way out of the wait: a writer that is woken up queues itself once
 * more before it looks for room. One that sleeps has to take the queue's lock
 * before it can hit a probe. A task that is about to sleep, or whose dequeueing
 * the scheduler delays, is left for the next walk.
 */
static bool is_asleep(struct task_struct *task)
{
	return task_state_index(task) == SLEEPING &&
	       !READ_ONCE(task->on_rq);
}

/* Others in the queue, such as those who poll, do not sleep for room. */
static bool is_writer(const struct wait_queue_entry *entry)
{
	return entry->func == autoremove_wake_function;
}

/* A read end leads to those that have no write end in a file table either. */
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
 * ps_adopt_writers() - take up a pipe's sleeping writers
 * @pipe: the pipe
 * @filter: which of them
 * @refuse: called for each that finds no room, and with NULL for one that does
 *	not sleep yet, or no longer; must not sleep
 * @data: passed on
 *
 * A task that sleeps in the queue while its lock is held has not left its wait.
 *
 * Context: may take sleeping locks of PREEMPT_RT; the caller keeps the file of
 * the filter's descriptor open. Takes the pipe's wr_wait.lock.
 * Return: how many it has looked at.
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

	/* Whoever is not in the queue yet will hit the probes. */
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
