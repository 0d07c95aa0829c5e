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
/* Then a record's pipe may be gone: read under a lock of the table, or before. */
static bool closed;
/* Writers known to wait that are not in the table; never below 0. */
static atomic64_t untracked;
/* Probes also see the end of a wait whose begin they did not see. */
static bool ends_seen;

/**
 * ps_waits_init() - make an empty table of blocked writers
 * @max_waits: writers to know at most
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
 * ps_waits_set_ends_seen() - say how much the probes see
 * @seen: they see the end of a wait whose begin they did not see
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
 * Return: true if the end of an adopted writer's wait will be seen.
 */
bool ps_waits_ends_are_seen(void)
{
	return READ_ONCE(ends_seen);
}

/**
 * ps_waits_close() - let nobody look at blocked writers' pipes any more
 *
 * To be called before the probes are removed, or switched off by somebody else:
 * after that a writer leaves unseen, and its pipe may be freed.
 *
 * Context: any but NMI.
 */
void ps_waits_close(void)
{
	WRITE_ONCE(ends_seen, false);
	WRITE_ONCE(closed, true);
	/* Whoever holds one of its locks has not seen it. */
	ps_table_synchronize(&ps_waits);
}

/**
 * ps_waits_are_closed() - may blocked writers' pipes not be looked at?
 *
 * Context: any; the caller holds the lock of a shard of the table.
 * Return: true after ps_waits_close().
 */
bool ps_waits_are_closed(void)
{
	return READ_ONCE(closed);
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
	atomic64_set(&untracked, 0);
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
 * ps_waits_have_room() - can another blocked writer be tracked?
 *
 * Context: any; a snapshot.
 * Return: false when there are as many as there may be.
 */
bool ps_waits_have_room(void)
{
	return ps_reserve_has_room(&ps_waits.reserve);
}

/**
 * ps_waits_untracked() - blocked writers that should be in the table
 *
 * Context: any.
 * Return: how many are known of, by the last walk.
 */
u64 ps_waits_untracked(void)
{
	return atomic64_read(&untracked);
}

/**
 * ps_waits_set_untracked() - say how many a walk has found
 * @number: writers that found no room
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

/* Returns a record that is counted, not yet in the table; NULL without room. */
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

/* Returns the pipe that a task is known to wait for, or NULL. */
static struct pipe_inode_info *pipe_task_waits_for(const struct task_struct *task)
{
	raw_spinlock_t *lock = ps_table_lock(&ps_waits, task);
	struct pipe_inode_info *pipe = NULL;
	struct ps_wait *wait;

	ps_lock(lock);
	wait = to_wait(ps_table_find(&ps_waits, task));
	if (wait)
		pipe = wait->pipe;
	ps_unlock(lock);
	return pipe;
}

/**
 * ps_wait_find() - look up the wait that was reported
 * @facts: the writer, identified by its task and serial
 *
 * Context: any but NMI; the caller holds ps_table_lock() for the task.
 * Return: the wait, valid while the lock is held, or NULL when it has ended.
 */
struct ps_wait *ps_wait_find(const struct ps_wait_facts *facts)
{
	struct ps_wait *wait;

	wait = to_wait(ps_table_find(&ps_waits, facts->task));
	return wait && wait->facts.serial == facts->serial ? wait : NULL;
}

static void forget_wait(struct ps_wait *wait)
{
	ps_namespace_forget_block(wait->ns, wait->stalled);
	ps_reserve_give(&ps_waits.reserve, wait);
}

/* The writer itself and adoption may come at once: one record remains. */
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
		ps_stalled_expect();
}

/*
 * A wait site is hit several times in a wait, so that a walk has to count; a
 * return probe's entry is hit once.
 */
static void begin_untracked(bool sleeps)
{
	if (sleeps)
		ps_requests_add(PS_REQUEST_WRITERS);
	else
		atomic64_inc(&untracked);
}

/**
 * ps_wait_begin() - the current task begins, or goes on, to wait
 * @pipe: the pipe that it waits for
 * @operation: what it is doing
 * @sleeps: it is about to sleep; else it may, and there is no event yet
 *
 * A wake-up that brought no room leads here again: it is the same wait.
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
	/* Its end was missed: a probe was disabled under us. */
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

/* A bound from below: when the task was last taken off a processor. */
static u64 last_ran(const struct task_struct *task, u64 now)
{
	u64 began = ps_last_arrival(task);
	u64 ran = task->se.sum_exec_runtime - task->se.prev_sum_exec_runtime;
	u64 ago = local_clock() - began - ran;

	return began && ago < now ? now - ago : now;
}

/**
 * ps_wait_is_known() - is a task in the table?
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
 * ps_wait_adopt() - take up a writer that is asleep already
 * @task: the writer; the caller keeps it from waking up
 * @pipe: the pipe that it waits for
 * @operation: what it is doing
 * @fd: its descriptor of the pipe
 * @inode: the pipe's inode number
 *
 * Context: any but NMI.
 * Return: 0, or -ENOSPC.
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

/* See begin_untracked(): a signal's end may be followed by another. */
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

	wait = to_wait(ps_table_remove(&ps_waits, current));
	if (wait && wait->stalled)
		ps_stalled_end();
	if (!wait && unlikely(atomic64_read(&untracked)))
		end_untracked();
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
	struct ps_wait *wait = remove_wait();
	u64 nsec;

	if (!wait)
		return;
	/* It may be of an earlier wait, whose end was not seen. */
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
 * ps_wait_cancel() - the current task did not wait, or nobody saw when it ended
 *
 * Context: probe handler.
 */
void ps_wait_cancel(void)
{
	struct ps_wait *wait = remove_wait();

	if (wait)
		forget_wait(wait);
}
