// SPDX-License-Identifier: GPL-2.0-only
/*
 * Decodes registers and passes the results on for tracking. Every handler runs
 * in the task that hit the probe, with preemption off and possibly with
 * interrupts off.
 */
#include <linux/fcntl.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
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
 * ps_handle_alloc_return() - handle the return of alloc_pipe_info()
 * @instance: the call
 * @regs: contains the return value, a pipe or NULL
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

static DEFINE_PER_CPU(unsigned int, pipes_made);

/**
 * ps_handle_pipe_made() - handle a new pipe from alloc_pipe_info()
 * @pipe: the new pipe
 *
 * Context: probe handler.
 */
void ps_handle_pipe_made(struct pipe_inode_info *pipe)
{
	/*
	 * Check for misses at a processor's every 16th pipe only: the check costs as much as
	 * charging a pipe, and probes rarely miss.
	 */
	if (unlikely(this_cpu_inc_return(pipes_made) % 16 == 0))
		ps_missed_note();
	ps_pipe_created(pipe);
}

/**
 * ps_handle_pipe_refused() - handle a failure of alloc_pipe_info()
 *
 * Context: probe handler.
 */
void ps_handle_pipe_refused(void)
{
	ps_missed_note();
	ps_pipe_refused();
}

/**
 * ps_handle_free() - handle a call of free_pipe_info()
 * @probe: the probe
 * @regs: contains the argument, the pipe
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
 * ps_handle_free_hook() - handle a call of free_pipe_info(), without a probe
 * @pipe: its argument
 *
 * Context: the task that calls it, preemption off.
 */
void ps_handle_free_hook(void *pipe)
{
	ps_pipe_destroyed(pipe);
}

/**
 * ps_handle_namespace_exit() - handle a call of zap_pid_ns_processes()
 * @probe: the probe
 * @regs: contains the argument, the pid namespace
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
 * ps_handle_resize_entry() - handle a call of a pipe's resize function
 * @instance: the call
 * @regs: contains the first argument, the pipe
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
 * ps_handle_resize_return() - handle the return of a pipe's resize function
 * @instance: the call
 * @regs: unused; watch_queue_set_size() may fail after resizing
 *
 * Context: probe handler; the current task holds the pipe's lock.
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
 * ps_handle_fcntl_entry() - handle a call of pipe_fcntl()
 * @instance: the call
 * @regs: contains a file, not necessarily a pipe's, and the command
 *
 * Context: probe handler.
 * Return: 0, or 1 if the return need not be handled.
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
 * ps_handle_fcntl_return() - handle the return from F_SETPIPE_SZ
 * @instance: the call
 * @regs: contains the pipe's new size; 0 or less if it failed
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
 * ps_handle_switch_entry() - handle a write to the kprobes switch
 * @instance: the call
 * @regs: unused
 *
 * The switch is /sys/kernel/debug/kprobes/enabled. The write may turn kprobes
 * off: from then on ends of waits are missed.
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
 * ps_handle_switch_return() - handle the end of a write to the kprobes switch
 * @instance: the call
 * @regs: unused
 *
 * This fires even if kprobes have been turned off in between.
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
 * ps_handle_write_entry() - handle a call of the pipe write function
 * @instance: the call
 * @regs: contains the first argument, the kiocb
 *
 * Used only if the wait sites are not known.
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
 * ps_handle_write_return() - handle the return of the pipe write function
 * @instance: the call
 * @regs: contains the return value
 *
 * Used only if the wait sites are not known. A write that did not sleep has not
 * waited.
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
 * ps_handle_wait_begin() - the current task is about to wait for room
 * @head: the wait queue, a pipe's wr_wait
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
 * ps_handle_wait_end() - the current task's wait has ended, other than by a
 *	signal
 *
 * Context: probe handler.
 */
void ps_handle_wait_end(void)
{
	ps_wait_end(PS_END_ROOM);
}

/**
 * ps_handle_open_begin() - handle a call of wait_for_partner()
 * @regs: contains the first argument, the pipe
 *
 * Context: probe handler.
 */
void ps_handle_open_begin(struct pt_regs *regs)
{
	ps_wait_begin(ps_argument(regs, 0), PS_OPERATION_OPEN, true);
}

/**
 * ps_handle_open_end() - handle the return of wait_for_partner()
 * @regs: contains the return value, not 0 if a signal ended the wait
 *
 * Context: probe handler.
 */
void ps_handle_open_end(struct pt_regs *regs)
{
	ps_wait_end(regs_return_value(regs) ? PS_END_SIGNAL : PS_END_PARTNER);
}
