/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_SENDFILE_H
#define _PIPESCOPE_SENDFILE_H

#include <linux/compiler.h>
#include <linux/sched/task_stack.h>
#include <linux/types.h>
#include <asm/syscall.h>
#include <asm/unistd.h>

/* On i386 and on arm. None of these numbers, elsewhere, writes to a pipe. */
#define PS_NR_COMPAT_SENDFILE 187
#define PS_NR_COMPAT_SENDFILE64 239

extern bool ps_sendfile_writes;

void ps_compat_sendfile_init(void);

/**
 * ps_writes_by_sendfile() - is what a task does in a pipe's write function a
 * sendfile(2)?
 * @task: a task in that function
 *
 * Context: any.
 * Return: true for one; where sendfile(2) does not call that function always
 * false.
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
