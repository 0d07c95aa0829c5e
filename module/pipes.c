// SPDX-License-Identifier: GPL-2.0-only
#include <linux/atomic.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/pipe_fs_i.h>
#include <linux/sched.h>

#include "accounts.h"
#include "pipes.h"
#include "table.h"
#include "trace.h"
#include "worker.h"

#define RESERVED_PIPES 4096

/**
 * struct ps_pipe - a pipe that exists
 * @entry: its place in the table, by the address of its pipe_inode_info
 * @account: what it is charged to
 * @id: its number, unique while the module is loaded
 * @slots: what it is charged with
 * @shrunk: created with fewer slots than the kernel's default
 */
struct ps_pipe {
	struct ps_entry entry;
	struct ps_account *account;
	u64 id;
	unsigned int slots;
	bool shrunk;
};

static struct ps_table pipes;
static atomic64_t last_id;
static atomic64_t untracked;

/**
 * ps_pipes_init() - make an empty table of pipes
 * @max_pipes: pipes to track at most
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int ps_pipes_init(unsigned int max_pipes)
{
	/* What the project promises about its memory. */
	BUILD_BUG_ON(sizeof(struct ps_pipe) > 96);

	atomic64_set(&untracked, 0);
	return ps_table_init(&pipes, sizeof(struct ps_pipe), RESERVED_PIPES,
			     max_pipes);
}

/**
 * ps_pipes_exit() - forget all pipes
 *
 * Context: may sleep; no probe handler can run any more.
 */
void ps_pipes_exit(void)
{
	ps_table_exit(&pipes);
}

/**
 * ps_pipes_top_up() - bring the reserve near its target
 *
 * Context: may sleep; the worker.
 * Return: 0, or -ENOMEM and it is worth another try.
 */
int ps_pipes_top_up(void)
{
	return ps_reserve_top_up(&pipes.reserve);
}

/**
 * ps_pipes_untracked() - pipes that should be in the table and are not
 *
 * Context: any.
 * Return: how many pipes were created since arming that found no room.
 */
u64 ps_pipes_untracked(void)
{
	return atomic64_read(&untracked);
}

static struct ps_pipe *take(void)
{
	struct ps_pipe *p = ps_reserve_take(&pipes.reserve);

	if (ps_reserve_is_low(&pipes.reserve))
		ps_worker_wake();
	return p;
}

static void give(struct ps_pipe *p)
{
	ps_reserve_give(&pipes.reserve, p);
}

static void describe(const struct ps_pipe *p, struct ps_pipe_facts *facts)
{
	*facts = (struct ps_pipe_facts) {
		.id = p->id,
		.namespace = ps_namespace_inum(p->account->ns),
		.uid = ps_account_uid(p->account),
		.slots = p->slots,
		.shrunk = p->shrunk,
	};
}

static struct pid_namespace *current_pid_ns(void)
{
	return task_active_pid_ns(current) ?: &init_pid_ns;
}

/**
 * ps_pipe_created() - a pipe was allocated by the current task
 * @pipe: the pipe, not yet visible to anybody else
 *
 * Context: probe handler.
 */
void ps_pipe_created(struct pipe_inode_info *pipe)
{
	unsigned int slots = pipe->nr_accounted;
	struct ps_pipe_facts facts;
	struct ps_pipe *p = take();

	if (!p)
		goto untracked;
	p->slots = slots;
	p->shrunk = slots < PIPE_DEF_BUFFERS;
	p->account = ps_account_charge(current_pid_ns(), pipe->user, slots,
				       p->shrunk);
	if (!p->account)
		goto give;
	p->id = atomic64_inc_return(&last_id);
	describe(p, &facts);
	ps_table_add(&pipes, &p->entry, pipe);
	trace_pipe_create(&facts);
	return;

give:
	give(p);
untracked:
	atomic64_inc(&untracked);
}

/**
 * ps_pipe_refused() - the current task could not allocate a pipe
 *
 * Context: probe handler.
 */
void ps_pipe_refused(void)
{
	struct pid_namespace *pid_ns = current_pid_ns();

	ps_namespace_refuse(pid_ns);
	trace_pipe_refuse(pid_ns->ns.inum,
			  from_kuid(&init_user_ns, current_uid()));
}

/**
 * ps_pipe_resized() - a pipe may have got another number of accounted slots
 * @pipe: the pipe; its lock is held by the current task
 *
 * Context: probe handler.
 */
void ps_pipe_resized(struct pipe_inode_info *pipe)
{
	raw_spinlock_t *lock = ps_table_lock(&pipes, pipe);
	struct ps_pipe_facts facts = { };
	unsigned int old_slots = 0;
	unsigned long flags;
	struct ps_pipe *p;

	raw_spin_lock_irqsave(lock, flags);
	p = (struct ps_pipe *)ps_table_find(&pipes, pipe);
	if (p) {
		old_slots = p->slots;
		p->slots = pipe->nr_accounted;
		ps_account_resize(p->account, old_slots, p->slots);
		describe(p, &facts);
	}
	raw_spin_unlock_irqrestore(lock, flags);

	if (facts.slots != old_slots)
		trace_pipe_resize(&facts, old_slots);
}

/**
 * ps_pipe_destroyed() - a pipe is about to be freed
 * @pipe: the pipe, which nobody else can reach any more
 *
 * Context: probe handler.
 */
void ps_pipe_destroyed(struct pipe_inode_info *pipe)
{
	struct ps_pipe_facts facts;
	struct ps_pipe *p;
	u64 unread;

	p = (struct ps_pipe *)ps_table_remove(&pipes, pipe);
	if (!p)
		return;
	unread = ps_pipe_bytes_used(pipe);
	describe(p, &facts);
	ps_account_uncharge(p->account, p->slots, unread);
	give(p);
	trace_pipe_destroy(&facts, unread);
}

/**
 * ps_pipe_describe() - look a pipe up
 * @pipe: the pipe, held by the caller
 * @facts: receives what is known; for a pipe that is not tracked its user and
 *	slots as they are, the rest 0
 *
 * Context: any but NMI.
 */
void ps_pipe_describe(const struct pipe_inode_info *pipe,
		      struct ps_pipe_facts *facts)
{
	raw_spinlock_t *lock = ps_table_lock(&pipes, pipe);
	unsigned long flags;
	struct ps_pipe *p;

	*facts = (struct ps_pipe_facts) {
		.uid = from_kuid(&init_user_ns, pipe->user->uid),
		.slots = READ_ONCE(pipe->nr_accounted),
	};
	raw_spin_lock_irqsave(lock, flags);
	p = (struct ps_pipe *)ps_table_find(&pipes, pipe);
	if (p)
		describe(p, facts);
	raw_spin_unlock_irqrestore(lock, flags);
}

/**
 * ps_pipe_slots_used() - slots with data in them
 * @pipe: the pipe, held by the caller
 *
 * Context: any; a snapshot.
 * Return: their number.
 */
unsigned int ps_pipe_slots_used(const struct pipe_inode_info *pipe)
{
	return pipe_occupancy(READ_ONCE(pipe->head), READ_ONCE(pipe->tail));
}

/**
 * ps_pipe_bytes_used() - data in a pipe
 * @pipe: the pipe; the caller keeps its ring from being replaced, by its
 *	rd_wait.lock or because nobody else has the pipe
 *
 * Context: any.
 * Return: the data in bytes.
 */
u64 ps_pipe_bytes_used(const struct pipe_inode_info *pipe)
{
	unsigned int mask = pipe->ring_size - 1;
	unsigned int slot = READ_ONCE(pipe->tail);
	unsigned int used = min(ps_pipe_slots_used(pipe), pipe->ring_size);
	u64 bytes = 0;

	while (used--)
		bytes += READ_ONCE(pipe->bufs[slot++ & mask].len);
	return bytes;
}
