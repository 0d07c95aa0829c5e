// SPDX-License-Identifier: GPL-2.0-only
#include <linux/atomic.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/percpu.h>
#include <linux/pipe_fs_i.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/string.h>
#include <linux/timekeeping.h>

#include "account/accounts.h"
#include "account/registry.h"
#include "compat/sched.h"
#include "compat/sendfile.h"
#include "core/number.h"
#include "core/requests.h"
#include "trace.h"
#include "track/descriptor.h"
#include "track/pipes.h"
#include "track/ring.h"
#include "track/stalled.h"
#include "track/waits.h"

#define RESERVED_WAITS 1024

struct ps_table ps_waits;
static DEFINE_PER_CPU(u64, serials_given);
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
 * Context: any; the caller holds the lock of a bucket of the table.
 * Return: true after ps_waits_close(). If false, the pipes of the writers in
 * that bucket are not freed until the lock is released.
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

/* Returns a counted record, not yet in the table, or NULL without room. */
static struct ps_wait *make_wait(struct task_struct *task,
				 struct pipe_inode_info *pipe,
				 enum ps_operation operation)
{
	struct ps_wait *wait = ps_reserve_take(&ps_waits.reserve);

	if (!wait)
		return NULL;
	wait->ns = ps_namespace_block(task_active_pid_ns(task) ?: &init_pid_ns);
	if (!wait->ns) {
		ps_reserve_give(&ps_waits.reserve, wait);
		return NULL;
	}
	/* @entry is filled in on insertion, @inode and @fd when located. */
	wait->pipe = pipe;
	wait->since = ktime_get_mono_fast_ns();
	wait->operation = operation;
	wait->located = false;
	wait->preexisting = false;
	wait->stalled = false;
	wait->reported = false;
	return wait;
}

static void locate_pipe(struct ps_wait *wait, struct task_struct *task)
{
	if (!wait->located)
		wait->fd = ps_descriptor_find(task, wait->pipe, &wait->inode);
	wait->located = true;
}

/**
 * ps_wait_describe() - describe a blocked writer
 * @wait: its record
 * @task: the writer
 * @facts: receives what is known, as it is now
 *
 * Context: any but NMI. The current task is the writer, or the caller holds the
 * lock of its bucket and has seen that ps_waits_are_closed() is false.
 */
void ps_wait_describe(struct ps_wait *wait, struct task_struct *task,
		      struct ps_wait_facts *facts)
{
	locate_pipe(wait, task);
	*facts = (struct ps_wait_facts) {
		.task = task,
		.serial = wait->serial,
		.since = wait->since,
		.inode = wait->inode,
		.tid = task->pid,
		.pid = task->tgid,
		.ns_tid = task_pid_nr_ns(task, wait->ns->pid_ns),
		.namespace = ps_namespace_inum(wait->ns),
		.fd = wait->fd,
		.operation = ps_writes_by_sendfile(task) ? PS_OPERATION_SPLICE :
							   wait->operation,
		.slots = READ_ONCE(wait->pipe->max_usage),
		.slots_used = ps_ring_slots_used(wait->pipe),
		.preexisting = wait->preexisting,
	};
	ps_pipe_describe(wait->pipe, &facts->pipe);
	/* May be torn: task_lock(), which prevents it, sleeps on RT. */
	memcpy(facts->comm, task->comm, sizeof(facts->comm) - 1);
}

/* Returns the pipe that a task is recorded to wait for, or NULL. */
static struct pipe_inode_info *pipe_task_waits_for(const struct task_struct *task)
{
	struct hlist_bl_head *bucket = ps_table_bucket(&ps_waits, task);
	struct pipe_inode_info *pipe = NULL;
	struct ps_wait *wait;

	hlist_bl_lock(bucket);
	wait = ps_to_wait(ps_table_find(bucket, task));
	if (wait)
		pipe = wait->pipe;
	hlist_bl_unlock(bucket);
	return pipe;
}

/* The same for the current task: nobody else changes its record now. */
static struct pipe_inode_info *pipe_current_waits_for(void)
{
	struct hlist_bl_head *bucket = ps_table_bucket(&ps_waits, current);
	struct ps_wait *wait;

	if (hlist_bl_empty(bucket))
		return NULL;
	wait = ps_to_wait(ps_table_peek(bucket, current));
	return wait ? wait->pipe : pipe_task_waits_for(current);
}

/**
 * ps_wait_find() - look up a reported wait
 * @bucket: the task's bucket, locked by the caller
 * @facts: the writer, identified by its task and serial
 *
 * Context: any but NMI.
 * Return: the wait, valid while the bucket is locked, or NULL if it has ended.
 */
struct ps_wait *ps_wait_find(struct hlist_bl_head *bucket,
			     const struct ps_wait_facts *facts)
{
	struct ps_wait *wait = ps_to_wait(ps_table_find(bucket, facts->task));

	return wait && wait->serial == facts->serial ? wait : NULL;
}

static void forget_wait(struct ps_wait *wait)
{
	ps_namespace_forget_block(wait->ns, wait->stalled);
	ps_reserve_give(&ps_waits.reserve, wait);
}

/* Kept out of the handlers, as are the facts on their stack. */
static noinline void trace_block(struct ps_wait *wait, struct task_struct *task,
				 u64 blocked_usec)
{
	struct ps_wait_facts facts;

	ps_wait_describe(wait, task, &facts);
	trace_writer_block(&facts, blocked_usec);
}

/* The writer and a walk may both insert a record: keep one. */
static void insert_wait(struct ps_wait *wait, struct task_struct *task,
			bool traced, u64 blocked_usec)
{
	struct hlist_bl_head *bucket = ps_table_bucket(&ps_waits, task);
	bool known;

	hlist_bl_lock(bucket);
	known = ps_table_find(bucket, task);
	if (!known) {
		wait->serial = ps_number_next(&serials_given);
		ps_table_insert(bucket, &wait->entry, task);
		if (traced && trace_writer_block_enabled())
			trace_block(wait, task, blocked_usec);
	}
	hlist_bl_unlock(bucket);
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
	const struct pipe_inode_info *known = pipe_current_waits_for();
	struct ps_wait *wait;

	if (known == pipe)
		return;
	/* The end of that wait was not seen: a missed hit, a disabled probe. */
	if (known)
		ps_wait_cancel();

	wait = make_wait(current, pipe, operation);
	if (wait)
		insert_wait(wait, current, sleeps, 0);
	else
		begin_untracked(sleeps);
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

	wait = make_wait(task, pipe, operation);
	if (!wait)
		return -ENOSPC;
	now = wait->since;
	wait->since = last_ran(task, now);
	wait->preexisting = true;
	wait->fd = fd;
	wait->inode = inode;
	wait->located = true;
	insert_wait(wait, task, true, div_u64(now - wait->since, NSEC_PER_USEC));
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

static noinline void trace_unblock(struct ps_wait *wait, u64 nsec,
				   enum ps_end end)
{
	struct ps_wait_facts facts;

	if (end == PS_END_ROOM && !READ_ONCE(wait->pipe->readers))
		end = PS_END_NO_READERS;
	ps_wait_describe(wait, current, &facts);
	trace_writer_unblock(&facts, div_u64(nsec, NSEC_PER_USEC), end);
}

/**
 * ps_wait_end() - the current task's wait has ended
 * @end: the reason; PS_END_ROOM also if readers may be gone instead
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
	nsec = ktime_get_mono_fast_ns() - wait->since;
	if (trace_writer_unblock_enabled())
		trace_unblock(wait, nsec, end);
	ps_namespace_unblock(wait->ns, nsec, wait->stalled);
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
