// SPDX-License-Identifier: GPL-2.0-only
#include <linux/atomic.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/pipe_fs_i.h>
#include <linux/sched.h>
#include <linux/timekeeping.h>

#include "accounts.h"
#include "descriptor.h"
#include "registry.h"
#include "stall.h"
#include "trace.h"
#include "waits.h"
#include "worker.h"

#define RESERVED_WAITS 1024

struct ps_table ps_waits;
static atomic64_t last_serial;
static atomic64_t untracked;

/**
 * ps_waits_init() - make an empty table of blocked writers
 * @max_waits: writers to know at most
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int ps_waits_init(unsigned int max_waits)
{
	atomic64_set(&untracked, 0);
	return ps_table_init(&ps_waits, sizeof(struct ps_wait), RESERVED_WAITS,
			     max_waits);
}

/**
 * ps_waits_exit() - forget all blocked writers
 *
 * The writers go on waiting: nothing of ours is in their way.
 *
 * Context: may sleep; no probe handler can run any more.
 */
void ps_waits_exit(void)
{
	ps_table_exit(&ps_waits);
}

/**
 * ps_waits_top_up() - bring the reserve near its target
 *
 * Context: may sleep; the worker.
 * Return: 0, or -ENOMEM and it is worth another try.
 */
int ps_waits_top_up(void)
{
	return ps_reserve_top_up(&ps_waits.reserve);
}

/**
 * ps_waits_untracked() - waits that should be in the table and are not
 *
 * Context: any.
 * Return: how many waits began since arming and found no room.
 */
u64 ps_waits_untracked(void)
{
	return atomic64_read(&untracked);
}

static struct ps_wait *take(void)
{
	struct ps_wait *wait = (struct ps_wait *)ps_reserve_take(&ps_waits.reserve);

	if (ps_reserve_is_low(&ps_waits.reserve))
		ps_worker_wake();
	return wait;
}

static void fill(struct ps_wait *wait, struct pipe_inode_info *pipe,
		 enum ps_operation operation)
{
	struct ps_wait_facts *facts = &wait->facts;

	wait->pipe = pipe;
	facts->task = current;
	facts->serial = atomic64_inc_return(&last_serial);
	facts->since = ktime_get_mono_fast_ns();
	ps_pipe_describe(pipe, &facts->pipe);
	facts->tid = current->pid;
	facts->pid = current->tgid;
	facts->ns_tid = task_pid_vnr(current);
	facts->namespace = ps_namespace_inum(wait->ns);
	facts->fd = ps_descriptor_find(pipe, &facts->inode);
	facts->operation = operation;
	facts->slots = READ_ONCE(pipe->max_usage);
	facts->slots_used = ps_pipe_slots_used(pipe);
}

/**
 * ps_wait_pipe() - the pipe that the current task is known to wait for
 *
 * Context: probe handler.
 * Return: the pipe, or NULL.
 */
struct pipe_inode_info *ps_wait_pipe(void)
{
	raw_spinlock_t *lock = ps_table_lock(&ps_waits, current);
	struct pipe_inode_info *pipe = NULL;
	struct ps_wait *wait;
	unsigned long flags;

	raw_spin_lock_irqsave(lock, flags);
	wait = (struct ps_wait *)ps_table_find(&ps_waits, current);
	if (wait)
		pipe = wait->pipe;
	raw_spin_unlock_irqrestore(lock, flags);
	return pipe;
}

static void insert(struct ps_wait *wait)
{
	raw_spinlock_t *lock = ps_table_lock(&ps_waits, current);
	unsigned long flags;

	raw_spin_lock_irqsave(lock, flags);
	ps_table_insert(&ps_waits, &wait->entry, current);
	raw_spin_unlock_irqrestore(lock, flags);
}

/**
 * ps_wait_begin() - the current task begins, or goes on, to wait
 * @pipe: the pipe that it waits for
 * @operation: what it is doing
 *
 * A wake-up that brought no room leads here again: it is the same wait.
 *
 * Context: probe handler.
 */
void ps_wait_begin(struct pipe_inode_info *pipe, enum ps_operation operation)
{
	const struct pipe_inode_info *known = ps_wait_pipe();
	struct ps_wait *wait;

	if (known == pipe)
		return;
	/* Its end was missed: a probe was disabled under us. */
	if (known)
		ps_wait_cancel();

	wait = take();
	if (!wait)
		goto untracked;
	wait->ns = ps_namespace_block(task_active_pid_ns(current) ?: &init_pid_ns);
	if (!wait->ns)
		goto give;
	fill(wait, pipe, operation);
	trace_writer_block(&wait->facts);
	insert(wait);
	ps_stall_expect();
	return;

give:
	ps_reserve_give(&ps_waits.reserve, wait);
untracked:
	atomic64_inc(&untracked);
}

static struct ps_wait *remove(void)
{
	struct ps_wait *wait;

	wait = (struct ps_wait *)ps_table_remove(&ps_waits, current);
	if (wait && wait->stalled)
		ps_stall_over();
	return wait;
}

/**
 * ps_wait_end() - the current task has waited
 * @end: why it does no longer
 *
 * Context: probe handler.
 */
void ps_wait_end(enum ps_end end)
{
	struct ps_wait *wait = remove();
	u64 nsec;

	if (!wait)
		return;
	nsec = ktime_get_mono_fast_ns() - wait->facts.since;
	wait->facts.slots = READ_ONCE(wait->pipe->max_usage);
	wait->facts.slots_used = ps_pipe_slots_used(wait->pipe);
	ps_namespace_unblock(wait->ns, nsec, wait->stalled);
	trace_writer_unblock(&wait->facts, nsec / NSEC_PER_USEC, end);
	ps_reserve_give(&ps_waits.reserve, wait);
}

/**
 * ps_wait_cancel() - the current task did not wait, or nobody saw when it ended
 *
 * Context: probe handler.
 */
void ps_wait_cancel(void)
{
	struct ps_wait *wait = remove();

	if (!wait)
		return;
	ps_namespace_forget_block(wait->ns, wait->stalled);
	ps_reserve_give(&ps_waits.reserve, wait);
}

static int view_pipe(struct pipe_inode_info *pipe, struct ps_wait_view *view)
{
	/* The ring is replaced under this lock; a sleeping one on PREEMPT_RT. */
	if (!spin_trylock(&pipe->rd_wait.lock))
		return -EAGAIN;
	*view = (struct ps_wait_view) {
		.slots = pipe->max_usage,
		.slots_used = ps_pipe_slots_used(pipe),
		.bytes_used = ps_pipe_bytes_used(pipe),
		.readers = READ_ONCE(pipe->readers),
		.writers = READ_ONCE(pipe->writers),
	};
	spin_unlock(&pipe->rd_wait.lock);
	return 0;
}

static int try_view(const struct ps_wait_facts *facts,
		    struct ps_wait_view *view)
{
	raw_spinlock_t *lock = ps_table_lock(&ps_waits, facts->task);
	struct ps_wait *wait;
	int err = -ENODEV;

	raw_spin_lock_irq(lock);
	wait = (struct ps_wait *)ps_table_find(&ps_waits, facts->task);
	if (wait && wait->facts.serial == facts->serial)
		err = view_pipe(wait->pipe, view);
	raw_spin_unlock_irq(lock);
	return err;
}

/**
 * ps_wait_view() - look at a blocked writer's pipe
 * @facts: the writer, by its task and serial
 * @view: receives what the pipe looks like
 *
 * Context: may sleep.
 * Return: 0, or -ENODEV when that wait has ended.
 */
int ps_wait_view(const struct ps_wait_facts *facts, struct ps_wait_view *view)
{
	int err;

	while ((err = try_view(facts, view)) == -EAGAIN)
		cond_resched();
	return err;
}
