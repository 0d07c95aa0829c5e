/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_SENDFILE_H
#define _PIPESCOPE_SENDFILE_H

#include <linux/compiler.h>
#include <linux/sched/task_stack.h>
#include <linux/types.h>
#include <asm/syscall.h>
#include <asm/unistd.h>

/*
 * The numbers on i386 and arm. On other architectures no system call with these
 * numbers writes to a pipe.
 */
#define PS_NR_COMPAT_SENDFILE 187
#define PS_NR_COMPAT_SENDFILE64 239

extern bool ps_sendfile_writes;

void ps_compat_sendfile_init(void);

/**
 * ps_writes_by_sendfile() - does a task write to a pipe by sendfile(2)?
 * @task: a task in the pipe's write function
 *
 * Context: any.
 * Return: true if so; always false where sendfile(2) does not call that
 * function.
 */
static inline bool ps_writes_by_sendfile(struct task_struct *task)
{
	long nr;

	if (likely(!ps_sendfile_writes) || task->flags & PF_KTHREAD)
		return false;
	nr = syscall_get_nr(task, task_pt_regs(task));
	return nr == __NR_sendfile || nr == PS_NR_COMPAT_SENDFILE ||
	       nr == PS_NR_COMPAT_SENDFILE64;
}

#endif
