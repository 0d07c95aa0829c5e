// SPDX-License-Identifier: GPL-2.0-only
#include <linux/atomic.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/pipe_fs_i.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/timekeeping.h>

#include "account/accounts.h"
#include "account/registry.h"
#include "compat/sched.h"
#include "compat/sendfile.h"
#include "core/nmi_lock.h"
#include "core/requests.h"
#include "core/worker.h"
#include "trace.h"
#include "track/descriptor.h"
#include "track/pipes.h"
#include "track/ring.h"
#include "track/stalled.h"
#include "track/waits.h"

#define RESERVED_WAITS 1024

struct ps_table ps_waits;
static atomic64_t last_serial;
/* Set by ps_waits_close(): the pipes of recorded writers may be freed then. */
static bool closed;
/* Writers known to wait but not in the table; never negative. */
static atomic64_t untracked;
/* Whether the probes see the end of a wait whose start they did not see. */
static bool ends_seen;

/**
 * ps_waits_init() - create the table of blocked writers
 * @max_waits: maximum number of tracked writers
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int ps_waits_init(unsigned int max_waits)
{
	closed = false;
	ends_seen = false;
	return ps_table_init(&ps_waits, sizeof(struct ps_wait), RESERVED_WAITS,
			     max_waits);
}

/**
 * ps_waits_set_ends_seen() - set whether the probes see ends without a start
 * @seen: true if they see the end of a wait whose start they did not see
 *
 * No effect after ps_waits_close().
 *
 * Context: any; the probes are in place and the worker is stopped.
 */
void ps_waits_set_ends_seen(bool seen)
{
	WRITE_ONCE(ends_seen, seen);
}

/**
 * ps_waits_ends_are_seen() - can blocked writers be adopted?
 *
 * Context: any.
 * Return: true if the probes will see the end of an adopted writer's wait.
 */
bool ps_waits_ends_are_seen(void)
{
	return READ_ONCE(ends_seen) && !READ_ONCE(closed);
}

/**
 * ps_waits_close() - stop all access to blocked writers' pipes
 *
 * Must be called before the probes are removed and before a user turns kprobes
 * off. From then on a writer may unblock unseen, and its pipe may be freed.
 * No writer is adopted any more either, for its end would not be seen.
 *
 * Context: any but NMI.
 */
void ps_waits_close(void)
{
	WRITE_ONCE(closed, true);
	/* A holder of one of the table's locks may not have seen @closed. */
	ps_table_synchronize(&ps_waits);
}

/**
 * ps_waits_are_closed() - is access to blocked writers' pipes forbidden?
 *
 * Context: any; the caller holds the lock of a shard of the table.
 * Return: true after ps_waits_close(). If false, the pipes of the writers in
 * that shard are not freed until the lock is released.
 */
bool ps_waits_are_closed(void)
{
	return READ_ONCE(closed);
}

/**
 * ps_waits_exit() - free the table of blocked writers
 *
 * The writers stay blocked; the module does not affect them.
 *
 * Context: may sleep; no probe handler can run.
 */
void ps_waits_exit(void)
{
	ps_table_exit(&ps_waits);
	atomic64_set(&untracked, 0);
}

/**
 * ps_waits_top_up() - bring the reserve near its target
 *
 * Context: may sleep; the worker.
 * Return: 0, or -ENOMEM if an allocation failed; worth retrying.
 */
int ps_waits_top_up(void)
{
	return ps_reserve_top_up(&ps_waits.reserve);
}

/**
 * ps_waits_have_room() - can another blocked writer be tracked?
 *
 * Context: any; a snapshot.
 * Return: false if the table is full.
 */
bool ps_waits_have_room(void)
{
	return ps_reserve_has_room(&ps_waits.reserve);
}

/**
 * ps_waits_untracked() - count the blocked writers that are not tracked
 *
 * Context: any.
 * Return: the number of such writers, as far as known.
 */
u64 ps_waits_untracked(void)
{
	return atomic64_read(&untracked);
}

/**
 * ps_waits_set_untracked() - set the number of untracked writers after a walk
 * @number: blocked writers that found no room
 *
 * Context: any.
 */
void ps_waits_set_untracked(u64 number)
{
	atomic64_set(&untracked, number);
}

static struct ps_wait *take_wait(void)
{
	struct ps_wait *wait = ps_reserve_take(&ps_waits.reserve);

	if (wait)
		*wait = (struct ps_wait) { };
	if (ps_reserve_is_low(&ps_waits.reserve))
		ps_worker_wake();
	return wait;
}

/* Returns a counted record, not yet in the table, or NULL without room. */
static struct ps_wait *make_wait(struct task_struct *task)
{
	struct ps_wait *wait = take_wait();

	if (!wait)
		return NULL;
	wait->ns = ps_namespace_block(task_active_pid_ns(task) ?: &init_pid_ns);
	if (!wait->ns) {
		ps_reserve_give(&ps_waits.reserve, wait);
		return NULL;
	}
	wait->facts.task = task;
	return wait;
}

static void fill_wait(struct ps_wait *wait, struct task_struct *task,
		      struct pipe_inode_info *pipe,
		      enum ps_operation operation)
{
	struct ps_wait_facts *facts = &wait->facts;

	wait->pipe = pipe;
	facts->serial = atomic64_inc_return(&last_serial);
	facts->since = ktime_get_mono_fast_ns();
	ps_pipe_describe(pipe, &facts->pipe);
	facts->tid = task->pid;
	facts->pid = task->tgid;
	facts->ns_tid = task_pid_nr_ns(task, wait->ns->pid_ns);
	facts->namespace = ps_namespace_inum(wait->ns);
	facts->operation = ps_writes_by_sendfile(task) ? PS_OPERATION_SPLICE :
							 operation;
	facts->slots = READ_ONCE(pipe->max_usage);
	facts->slots_used = ps_ring_slots_used(pipe);
}

/* Returns the pipe that a task is recorded to wait for, or NULL. */
static struct pipe_inode_info *pipe_task_waits_for(const struct task_struct *task)
{
	raw_spinlock_t *lock = ps_table_lock(&ps_waits, task);
	struct pipe_inode_info *pipe = NULL;
	struct ps_wait *wait;

	ps_lock(lock);
	wait = ps_to_wait(ps_table_find(&ps_waits, task));
	if (wait)
		pipe = wait->pipe;
	ps_unlock(lock);
	return pipe;
}

/**
 * ps_wait_find() - look up a reported wait
 * @facts: the writer, identified by its task and serial
 *
 * Context: any but NMI; the caller holds ps_table_lock() for the task.
 * Return: the wait, valid while the lock is held, or NULL if it has ended.
 */
struct ps_wait *ps_wait_find(const struct ps_wait_facts *facts)
{
	struct ps_wait *wait;

	wait = ps_to_wait(ps_table_find(&ps_waits, facts->task));
	return wait && wait->facts.serial == facts->serial ? wait : NULL;
}

static void forget_wait(struct ps_wait *wait)
{
	ps_namespace_forget_block(wait->ns, wait->stalled);
	ps_reserve_give(&ps_waits.reserve, wait);
}

/* The writer and a walk may both insert a record: keep one. */
static void insert_wait(struct ps_wait *wait, bool traced, u64 blocked_usec)
{
	const void *task = wait->facts.task;
	raw_spinlock_t *lock = ps_table_lock(&ps_waits, task);
	bool known;

	ps_lock(lock);
	known = ps_table_find(&ps_waits, task);
	if (!known) {
		ps_table_insert(&ps_waits, &wait->entry, task);
		if (traced)
			trace_writer_block(&wait->facts, blocked_usec);
	}
	ps_unlock(lock);
	if (known)
		forget_wait(wait);
	else
		ps_stalled_schedule();
}

/*
 * Wait sites fire several times per wait, so the writers must be counted by a
 * walk. A return probe's entry fires once per wait.
 */
static void begin_untracked(bool sleeps)
{
	if (sleeps)
		ps_requests_add(PS_REQUEST_WRITERS);
	else
		atomic64_inc(&untracked);
}

/**
 * ps_wait_begin() - the current task starts, or continues, to wait
 * @pipe: the pipe it waits for
 * @operation: the operation that blocks
 * @sleeps: it is about to sleep; if false, it may sleep, and no event is traced
 *
 * After a wake-up without room, the task comes here again. That is the same
 * wait.
 *
 * Context: probe handler.
 */
void ps_wait_begin(struct pipe_inode_info *pipe, enum ps_operation operation,
		   bool sleeps)
{
	const struct pipe_inode_info *known = pipe_task_waits_for(current);
	struct ps_wait *wait;

	if (known == pipe)
		return;
	/* The end of that wait was not seen: a missed hit, a disabled probe. */
	if (known)
		ps_wait_cancel();

	wait = make_wait(current);
	if (!wait) {
		begin_untracked(sleeps);
		return;
	}
	fill_wait(wait, current, pipe, operation);
	wait->facts.fd = ps_descriptor_find(pipe, &wait->facts.inode);
	insert_wait(wait, sleeps, 0);
}

/* When the task last left a CPU: it has been waiting at least since then. */
static u64 last_ran(const struct task_struct *task, u64 now)
{
	u64 began = ps_last_arrival(task);
	u64 ran = task->se.sum_exec_runtime - task->se.prev_sum_exec_runtime;
	u64 ago = local_clock() - began - ran;

	return began && ago < now ? now - ago : now;
}

/**
 * ps_wait_is_known() - is a task in the table of blocked writers?
 * @task: the task
 *
 * Context: any but NMI.
 * Return: true if it is.
 */
bool ps_wait_is_known(const struct task_struct *task)
{
	return pipe_task_waits_for(task);
}

/**
 * ps_wait_adopt() - track a writer that is already asleep
 * @task: the writer; the caller prevents it from leaving its wait
 * @pipe: the pipe that it waits for
 * @operation: the operation that blocks
 * @fd: its descriptor of the pipe
 * @inode: the pipe's inode number
 *
 * Context: any but NMI.
 * Return: 0, or -ENOSPC if there is no room.
 */
int ps_wait_adopt(struct task_struct *task, struct pipe_inode_info *pipe,
		  enum ps_operation operation, int fd, u64 inode)
{
	struct ps_wait *wait;
	u64 now;

	wait = make_wait(task);
	if (!wait)
		return -ENOSPC;
	fill_wait(wait, task, pipe, operation);
	now = wait->facts.since;
	wait->facts.since = last_ran(task, now);
	wait->facts.preexisting = true;
	wait->facts.fd = fd;
	wait->facts.inode = inode;
	insert_wait(wait, true,
		    div_u64(now - wait->facts.since, NSEC_PER_USEC));
	return 0;
}

/* As in begin_untracked(): at wait sites another end may follow a signal's. */
static void end_untracked(void)
{
	if (ps_waits_ends_are_seen())
		ps_requests_add(PS_REQUEST_WRITERS);
	else
		atomic64_add_unless(&untracked, -1, 0);
}

static struct ps_wait *remove_wait(void)
{
	struct ps_wait *wait;

	wait = ps_to_wait(ps_table_remove(&ps_waits, current));
	if (wait && wait->stalled)
		ps_stalled_unblock();
	if (!wait && unlikely(atomic64_read(&untracked)))
		end_untracked();
	return wait;
}

/**
 * ps_wait_end() - the current task's wait has ended
 * @end: the reason
 *
 * Context: probe handler.
 */
void ps_wait_end(enum ps_end end)
{
	struct ps_wait *wait = remove_wait();
	u64 nsec;

	if (!wait)
		return;
	/*
	 * After ps_waits_close() the record may be that of an earlier wait,
	 * whose end was missed and whose pipe may be freed.
	 */
	if (unlikely(READ_ONCE(closed))) {
		forget_wait(wait);
		return;
	}
	nsec = ktime_get_mono_fast_ns() - wait->facts.since;
	wait->facts.slots = READ_ONCE(wait->pipe->max_usage);
	wait->facts.slots_used = ps_ring_slots_used(wait->pipe);
	ps_namespace_unblock(wait->ns, nsec, wait->stalled);
	trace_writer_unblock(&wait->facts, div_u64(nsec, NSEC_PER_USEC), end);
	ps_reserve_give(&ps_waits.reserve, wait);
	if (unlikely(atomic64_read(&untracked)))
		ps_requests_add(PS_REQUEST_WRITERS);
}

/**
 * ps_wait_cancel() - discard the current task's wait, if any
 *
 * For a task that did not wait after all, or whose wait ended unseen.
 *
 * Context: probe handler.
 */
void ps_wait_cancel(void)
{
	struct ps_wait *wait = remove_wait();

	if (wait)
		forget_wait(wait);
}
