// SPDX-License-Identifier: GPL-2.0-only
#include <linux/fdtable.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/nospec.h>
#include <linux/ptrace.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/task_stack.h>
#include <asm/syscall.h>

#include "track/descriptor.h"

/* write(fd), splice(in, off, out), tee(in, out), sendfile(out, in) */
#define MAX_FD_ARGUMENTS 3
/*
 * Descriptors searched if the arguments do not name the pipe. Preemption is off
 * for 0.04 to 0.3 ms, depending on the cache.
 */
#define MAX_FDS 4096U

/*
 * Returns the inode number if @fd is open for writing to @pipe, else 0.
 *
 * Another thread may close and reuse @fd at the same time. Under RCU the memory
 * remains a struct file. Its inode is only followed if the file is found to be
 * this pipe's; that inode lives as long as the pipe.
 */
static u64 inode_of(const struct files_struct *files,
		    const struct pipe_inode_info *pipe, unsigned int fd)
{
	struct fdtable *fdt = rcu_dereference(files->fdt);
	struct inode *inode;
	struct file *file;

	if (fd >= fdt->max_fds)
		return 0;
	fd = array_index_nospec(fd, fdt->max_fds);
	file = rcu_dereference(fdt->fd[fd]);
	if (!file || READ_ONCE(file->private_data) != pipe ||
	    !(READ_ONCE(file->f_mode) & FMODE_WRITE))
		return 0;
	inode = READ_ONCE(file->f_inode);
	/*
	 * If @fd still refers to the same file, it was open, and this pipe's,
	 * when the inode was read.
	 */
	smp_rmb();
	if (!inode || rcu_access_pointer(fdt->fd[fd]) != file)
		return 0;
	return inode->i_ino;
}

static bool has_arguments(const struct task_struct *task)
{
	return !(task->flags & (PF_KTHREAD | PF_IO_WORKER));
}

static int find_in_arguments(struct task_struct *task,
			     const struct pipe_inode_info *pipe, u64 *inode)
{
	unsigned long args[6];
	unsigned int i;

	if (!has_arguments(task))
		return -1;
	syscall_get_arguments(task, task_pt_regs(task), args);
	for (i = 0; i < MAX_FD_ARGUMENTS; i++) {
		*inode = inode_of(task->files, pipe, args[i]);
		if (*inode)
			return args[i];
	}
	return -1;
}

static int find_in_table(const struct task_struct *task,
			 const struct pipe_inode_info *pipe, u64 *inode)
{
	const struct fdtable *fdt = rcu_dereference(task->files->fdt);
	unsigned int max = min(fdt->max_fds, MAX_FDS), fd;

	for_each_set_bit(fd, fdt->open_fds, max) {
		*inode = inode_of(task->files, pipe, fd);
		if (*inode)
			return fd;
	}
	return -1;
}

/**
 * ps_descriptor_may_be() - may a task be waiting on this descriptor?
 * @task: a task that waits for @pipe
 * @pipe: the pipe
 * @fd: a descriptor of @pipe's write end, in the task's own file table
 *
 * Context: any; the task cannot leave its wait.
 * Return: true if the task's arguments name @fd, or if they name no open
 * descriptor of the pipe.
 */
bool ps_descriptor_may_be(struct task_struct *task,
			  const struct pipe_inode_info *pipe, unsigned int fd)
{
	u64 inode;
	int named;

	rcu_read_lock();
	named = find_in_arguments(task, pipe, &inode);
	rcu_read_unlock();
	return named < 0 || named == fd;
}

/**
 * ps_descriptor_find() - find a task's descriptor of a pipe
 * @task: a task that waits for @pipe
 * @pipe: the pipe
 * @inode: receives the pipe's inode number, or 0 if no descriptor is found
 *
 * A pipe does not point to its inode. The descriptor is the system call
 * argument that refers to the pipe. If none does, as for io_submit(2), or if
 * there are no arguments, as for io_uring's workers, any descriptor of the pipe
 * will do.
 *
 * Context: any; the task cannot leave its wait, or is the current one.
 * Return: the descriptor, or -1 if the task has none, as during a core dump.
 */
int ps_descriptor_find(struct task_struct *task,
		       const struct pipe_inode_info *pipe, u64 *inode)
{
	int fd;

	*inode = 0;
	if (!task->files)
		return -1;
	rcu_read_lock();
	fd = find_in_arguments(task, pipe, inode);
	if (fd < 0)
		fd = find_in_table(task, pipe, inode);
	rcu_read_unlock();
	return fd;
}
