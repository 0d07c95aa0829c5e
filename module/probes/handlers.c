// SPDX-License-Identifier: GPL-2.0-only
/*
 * From registers to what they mean. Every handler runs in the task that hit
 * the probe, with preemption off and perhaps interrupts too.
 */
#include <linux/fcntl.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/pipe_fs_i.h>
#include <linux/ptrace.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>

#include "account/accounts.h"
#include "probes/handlers.h"
#include "probes/kprobes_switch.h"
#include "probes/missed.h"
#include "track/pipes.h"
#include "track/waits.h"

static struct pipe_inode_info *pipe_of_queue(struct wait_queue_head *wr_wait)
{
	return container_of(wr_wait, struct pipe_inode_info, wr_wait);
}

/**
 * ps_handle_alloc_return() - alloc_pipe_info() returns
 * @instance: the call
 * @regs: with its return value, a pipe or NULL
 *
 * Context: probe handler.
 * Return: 0.
 */
int ps_handle_alloc_return(struct kretprobe_instance *instance,
			   struct pt_regs *regs)
{
	struct pipe_inode_info *pipe = (void *)regs_return_value(regs);

	if (pipe)
		ps_handle_pipe_made(pipe);
	else
		ps_handle_pipe_refused();
	return 0;
}

/**
 * ps_handle_pipe_made() - alloc_pipe_info() has made a pipe
 * @pipe: the pipe
 *
 * Context: probe handler.
 */
void ps_handle_pipe_made(struct pipe_inode_info *pipe)
{
	static u8 turn;
	u8 next = READ_ONCE(turn) + 16;

	/*
	 * Every 16th time: it costs as much as the charging, and nothing is
	 * missed as a rule. A turn that is lost to another processor is none.
	 */
	WRITE_ONCE(turn, next);
	if (unlikely(!next))
		ps_missed_note();
	ps_pipe_created(pipe);
}

/**
 * ps_handle_pipe_refused() - alloc_pipe_info() has not made one
 *
 * Context: probe handler.
 */
void ps_handle_pipe_refused(void)
{
	ps_missed_note();
	ps_pipe_refused();
}

/**
 * ps_handle_free() - free_pipe_info() is called
 * @probe: the probe
 * @regs: with the pipe as its argument
 *
 * Context: probe handler.
 * Return: 0.
 */
int ps_handle_free(struct kprobe *probe, struct pt_regs *regs)
{
	ps_pipe_destroyed(ps_argument(regs, 0));
	return 0;
}

/**
 * ps_handle_namespace_exit() - zap_pid_ns_processes() is called
 * @probe: the probe
 * @regs: with the pid namespace as its argument
 *
 * Context: probe handler.
 * Return: 0.
 */
int ps_handle_namespace_exit(struct kprobe *probe, struct pt_regs *regs)
{
	ps_namespace_dying(ps_argument(regs, 0));
	return 0;
}

/**
 * ps_handle_resize_entry() - a function that resizes a pipe is called
 * @instance: the call
 * @regs: with the pipe as its first argument
 *
 * Context: probe handler.
 * Return: 0.
 */
int ps_handle_resize_entry(struct kretprobe_instance *instance,
			   struct pt_regs *regs)
{
	struct ps_resize_data *data = (void *)instance->data;

	data->pipe = ps_argument(regs, 0);
	return 0;
}

/**
 * ps_handle_resize_return() - a function that resizes a pipe returns
 * @instance: the call
 * @regs: unused; watch_queue_set_size() may resize and yet fail
 *
 * Context: probe handler; the pipe's lock is held by the current task.
 * Return: 0.
 */
int ps_handle_resize_return(struct kretprobe_instance *instance,
			    struct pt_regs *regs)
{
	struct ps_resize_data *data = (void *)instance->data;

	ps_pipe_resized(data->pipe);
	return 0;
}

/**
 * ps_handle_fcntl_entry() - pipe_fcntl() is called
 * @instance: the call
 * @regs: with a file, which need not be a pipe's, and the command
 *
 * Context: probe handler.
 * Return: 0, or 1 when it is of no interest how it returns.
 */
int ps_handle_fcntl_entry(struct kretprobe_instance *instance,
			  struct pt_regs *regs)
{
	struct ps_resize_data *data = (void *)instance->data;
	const struct file *file = ps_argument(regs, 0);

	if ((unsigned long)ps_argument(regs, 1) != F_SETPIPE_SZ)
		return 1;
	data->pipe = file->private_data;
	return 0;
}

/**
 * ps_handle_fcntl_return() - pipe_fcntl() returns from F_SETPIPE_SZ
 * @instance: the call
 * @regs: with the pipe's new size; not above 0 if it was no pipe
 *
 * Context: probe handler; the file is open in the current task.
 * Return: 0.
 */
int ps_handle_fcntl_return(struct kretprobe_instance *instance,
			   struct pt_regs *regs)
{
	struct ps_resize_data *data = (void *)instance->data;

	if ((long)regs_return_value(regs) > 0)
		ps_pipe_resized(data->pipe);
	return 0;
}

/**
 * ps_handle_switch_entry() - somebody is about to switch all kprobes, or not
 * @instance: the call
 * @regs: unused
 *
 * Context: probe handler.
 * Return: 0.
 */
int ps_handle_switch_entry(struct kretprobe_instance *instance,
			   struct pt_regs *regs)
{
	ps_waits_close();
	return 0;
}

/**
 * ps_handle_switch_return() - somebody may have switched all kprobes
 * @instance: the call
 * @regs: unused
 *
 * A return is seen also after they have been switched off.
 *
 * Context: probe handler.
 * Return: 0.
 */
int ps_handle_switch_return(struct kretprobe_instance *instance,
			    struct pt_regs *regs)
{
	ps_kprobes_switch_touch();
	return 0;
}

/**
 * ps_handle_write_entry() - the write function is called, wait sites unknown
 * @instance: the call
 * @regs: with the kiocb as its first argument
 *
 * Context: probe handler.
 * Return: 0.
 */
int ps_handle_write_entry(struct kretprobe_instance *instance,
			  struct pt_regs *regs)
{
	struct ps_write_data *data = (void *)instance->data;
	const struct kiocb *iocb = ps_argument(regs, 0);

	data->switches = current->nvcsw;
	ps_wait_begin(iocb->ki_filp->private_data, PS_OPERATION_WRITE,
		      false);
	return 0;
}

/**
 * ps_handle_write_return() - the write function returns, wait sites unknown
 * @instance: the call
 * @regs: with its return value
 *
 * A write that has not slept has not waited.
 *
 * Context: probe handler.
 * Return: 0.
 */
int ps_handle_write_return(struct kretprobe_instance *instance,
			   struct pt_regs *regs)
{
	struct ps_write_data *data = (void *)instance->data;

	if (current->nvcsw == data->switches)
		ps_wait_cancel();
	else if ((long)regs_return_value(regs) == -EPIPE)
		ps_wait_end(PS_END_NO_READERS);
	else
		ps_wait_end(signal_pending(current) ? PS_END_SIGNAL :
						      PS_END_ROOM);
	return 0;
}

/**
 * ps_handle_wait_begin() - the current task queues itself to wait for room
 * @head: the queue, a pipe's wr_wait
 * @operation: what the task is doing
 *
 * Context: probe handler.
 */
void ps_handle_wait_begin(struct wait_queue_head *head,
			  enum ps_operation operation)
{
	ps_wait_begin(pipe_of_queue(head), operation, true);
}

/**
 * ps_handle_wait_interrupted() - a signal ends the current task's wait
 *
 * Context: probe handler.
 */
void ps_handle_wait_interrupted(void)
{
	ps_wait_end(PS_END_SIGNAL);
}

/**
 * ps_handle_wait_end() - finish_wait() is about to be called
 * @head: the queue, a pipe's wr_wait
 *
 * Context: probe handler.
 */
void ps_handle_wait_end(struct wait_queue_head *head)
{
	const struct pipe_inode_info *pipe = pipe_of_queue(head);

	ps_wait_end(READ_ONCE(pipe->readers) ? PS_END_ROOM : PS_END_NO_READERS);
}

/**
 * ps_handle_open_begin() - wait_for_partner() is called
 * @regs: with the pipe as its first argument
 *
 * Context: probe handler.
 */
void ps_handle_open_begin(struct pt_regs *regs)
{
	ps_wait_begin(ps_argument(regs, 0), PS_OPERATION_OPEN, true);
}

/**
 * ps_handle_open_end() - wait_for_partner() has returned
 * @regs: with its return value, not 0 when a signal ended the wait
 *
 * Context: probe handler.
 */
void ps_handle_open_end(struct pt_regs *regs)
{
	ps_wait_end(regs_return_value(regs) ? PS_END_SIGNAL : PS_END_PARTNER);
}
