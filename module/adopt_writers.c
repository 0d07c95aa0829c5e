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

#include "adopt_writers.h"
#include "descriptor.h"
#include "waits.h"

/* pipe_write() waits exclusively, pipe_wait_writable() does not. */
static enum ps_operation operation_of(const struct wait_queue_entry *entry)
{
	return entry->flags & WQ_FLAG_EXCLUSIVE ? PS_OPERATION_WRITE :
						  PS_OPERATION_SPLICE;
}

/* Others in the queue, such as those who poll, do not sleep for room. */
static bool is_writer(const struct wait_queue_entry *entry)
{
	return entry->func == autoremove_wake_function;
}

static bool is_wanted(struct task_struct *task,
		      const struct ps_writer_filter *filter)
{
	return task->files == filter->files &&
	       (!filter->named || ps_descriptor_is_named(task, filter->fd));
}

/**
 * ps_adopt_writers() - take up a pipe's sleeping writers
 * @pipe: the pipe
 * @filter: which of them
 * @refuse: called for each that finds no room; must not sleep
 * @data: passed on
 *
 * A task that is in the queue while its lock is held has not left its wait.
 *
 * Context: may take sleeping locks of PREEMPT_RT; the caller keeps the file of
 * the filter's descriptor open. Takes the pipe's wr_wait.lock.
 */
void ps_adopt_writers(struct pipe_inode_info *pipe,
		      const struct ps_writer_filter *filter,
		      void (*refuse)(const struct task_struct *task, void *data),
		      void *data)
{
	struct wait_queue_entry *entry;
	struct task_struct *task;

	/* Whoever is not in the queue yet will hit the probes. */
	if (!waitqueue_active(&pipe->wr_wait))
		return;
	spin_lock_irq(&pipe->wr_wait.lock);
	list_for_each_entry(entry, &pipe->wr_wait.head, entry) {
		if (!is_writer(entry) || !is_wanted(entry->private, filter))
			continue;
		task = entry->private;
		if (ps_wait_adopt(task, pipe, operation_of(entry), filter->fd,
				  filter->inode))
			refuse(task, data);
	}
	spin_unlock_irq(&pipe->wr_wait.lock);
}
