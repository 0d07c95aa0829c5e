/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_HANDLERS_H
#define _PIPESCOPE_HANDLERS_H

#include <linux/kprobes.h>
#include <linux/ptrace.h>
#include <linux/wait.h>

#include "facts.h"

struct pipe_inode_info;

/* Returns argument @nr, from 0. Valid at a function's entry and at its call. */
static inline void *ps_argument(struct pt_regs *regs, unsigned int nr)
{
	return (void *)regs_get_kernel_argument(regs, nr);
}

void ps_handle_pipe_made(struct pipe_inode_info *pipe);
void ps_handle_pipe_refused(void);
int ps_handle_alloc_return(struct kretprobe_instance *instance,
			   struct pt_regs *regs);
int ps_handle_free(struct kprobe *probe, struct pt_regs *regs);
void ps_handle_free_hook(void *pipe);
int ps_handle_namespace_exit(struct kprobe *probe, struct pt_regs *regs);

/**
 * struct ps_resize_data - passed from the entry of a resize to its return
 * @pipe: the pipe that is resized
 */
struct ps_resize_data {
	struct pipe_inode_info *pipe;
};

int ps_handle_resize_entry(struct kretprobe_instance *instance,
			   struct pt_regs *regs);
int ps_handle_resize_return(struct kretprobe_instance *instance,
			    struct pt_regs *regs);
int ps_handle_fcntl_entry(struct kretprobe_instance *instance,
			  struct pt_regs *regs);
int ps_handle_fcntl_return(struct kretprobe_instance *instance,
			   struct pt_regs *regs);
int ps_handle_switch_entry(struct kretprobe_instance *instance,
			   struct pt_regs *regs);
int ps_handle_switch_return(struct kretprobe_instance *instance,
			    struct pt_regs *regs);

/**
 * struct ps_write_data - passed from the entry of a write to its return
 * @switches: the task's number of voluntary context switches at the entry
 */
struct ps_write_data {
	unsigned long switches;
};

int ps_handle_write_entry(struct kretprobe_instance *instance,
			  struct pt_regs *regs);
int ps_handle_write_return(struct kretprobe_instance *instance,
			   struct pt_regs *regs);

void ps_handle_wait_begin(struct wait_queue_head *head,
			  enum ps_operation operation);
void ps_handle_wait_interrupted(void);
void ps_handle_wait_end(void);
void ps_handle_open_begin(struct pt_regs *regs);
void ps_handle_open_end(struct pt_regs *regs);

#endif
