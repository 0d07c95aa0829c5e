// SPDX-License-Identifier: GPL-2.0-only
#include <linux/atomic.h>
#include <linux/build_bug.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/pipe_fs_i.h>
#include <linux/sched.h>

#include "account/accounts.h"
#include "account/registry.h"
#include "core/number.h"
#include "core/requests.h"
#include "core/table.h"
#include "facts.h"
#include "trace.h"
#include "track/pipes.h"
#include "track/ring.h"

#define RESERVED_PIPES 4096
/*
 * The most slots that a new pipe gets if its uid is over the soft limit:
 * PIPE_MIN_DEF_BUFFERS in fs/pipe.c, 1 before 5.14. A low fs.pipe-max-size also
 * makes new pipes smaller, but seldom as small.
 */
#define SHRUNK_SLOTS 2

/**
 * struct ps_pipe - a tracked pipe
 * @entry: its entry in the table, keyed by its pipe_inode_info
 * @account: the account that it is charged to
 * @id: its number, unique while the module is loaded
 * @slots: slots that it is charged for
 * @slots_created: its slots when it was created or adopted
 * @origin: how it became known; an enum ps_origin
 *
 * Protected by the lock of its bucket in the table.
 */
struct ps_pipe {
	struct ps_entry entry;
	struct ps_account *account;
	u64 id;
	unsigned int slots;
	unsigned int slots_created;
	u8 origin;
};

/* to_pipe(NULL) must be NULL. */
static_assert(offsetof(struct ps_pipe, entry) == 0);

static struct ps_table pipes;
static DEFINE_PER_CPU(u64, ids_given);
/* Pipes known to exist but not in the table; never negative. */
static atomic64_t untracked;
/* Pipes found with a number of slots other than they are charged for. */
static atomic64_t corrected;

/**
 * ps_pipes_init() - create the table of pipes
 * @max_pipes: maximum number of tracked pipes
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int ps_pipes_init(unsigned int max_pipes)
{
	/* docs/limits.md promises this. */
	BUILD_BUG_ON(sizeof(struct ps_pipe) > 64);

	return ps_table_init(&pipes, sizeof(struct ps_pipe), RESERVED_PIPES,
			     max_pipes);
}

/**
 * ps_pipes_exit() - free the table of pipes
 *
 * Context: may sleep; no probe handler can run.
 */
void ps_pipes_exit(void)
{
	ps_table_exit(&pipes);
	atomic64_set(&untracked, 0);
	atomic64_set(&corrected, 0);
}

/**
 * ps_pipes_top_up() - bring the reserve near its target
 *
 * Context: may sleep; the worker.
 * Return: 0, or -ENOMEM if an allocation failed; worth retrying.
 */
int ps_pipes_top_up(void)
{
	return ps_reserve_top_up(&pipes.reserve);
}

/**
 * ps_pipes_have_room() - can another pipe be tracked?
 *
 * Context: any; a snapshot.
 * Return: false if the table is full.
 */
bool ps_pipes_have_room(void)
{
	return ps_reserve_has_room(&pipes.reserve);
}

/**
 * ps_pipes_untracked() - count the pipes that should be tracked and are not
 *
 * Context: any.
 * Return: the number of such pipes, as far as known.
 */
u64 ps_pipes_untracked(void)
{
	return atomic64_read(&untracked);
}

/**
 * ps_pipes_set_untracked() - correct the number of untracked pipes after a walk
 * @seen: the value of ps_pipes_untracked() before the walk; if it has changed
 *	since, nothing is corrected
 * @number: the correct number
 *
 * Context: any.
 */
void ps_pipes_set_untracked(u64 seen, u64 number)
{
	atomic64_cmpxchg(&untracked, seen, number);
}

/**
 * ps_pipes_corrected() - count the corrected pipes
 *
 * Context: any.
 * Return: the number of pipes that were found with a number of slots other than
 * they were charged for, or found to be destroyed although no probe fired.
 */
u64 ps_pipes_corrected(void)
{
	return atomic64_read(&corrected);
}

static struct ps_pipe *to_pipe(struct ps_entry *entry)
{
	return container_of(entry, struct ps_pipe, entry);
}

static void give_pipe(struct ps_pipe *p)
{
	ps_reserve_give(&pipes.reserve, p);
}

static struct ps_pipe *find_pipe(struct hlist_bl_head *bucket,
				 const struct pipe_inode_info *pipe)
{
	return to_pipe(ps_table_find(bucket, pipe));
}

static void describe_pipe(const struct ps_pipe *p, struct ps_pipe_facts *facts)
{
	*facts = (struct ps_pipe_facts) {
		.id = p->id,
		.namespace = ps_namespace_inum(p->account->ns),
		.uid = ps_user_uid(p->account->user),
		.slots = p->slots,
		.slots_created = p->slots_created,
		.shrunk = p->slots_created <= SHRUNK_SLOTS,
		.adopted = p->origin == PS_ADOPTED,
	};
}

/*
 * Kept out of the handlers, which are seldom traced, as are the facts on their
 * stack.
 */
static noinline void trace_created(const struct ps_pipe *p)
{
	struct ps_pipe_facts facts;

	describe_pipe(p, &facts);
	trace_pipe_create(&facts);
}

static noinline void trace_destroyed(const struct ps_pipe *p, u64 unread)
{
	struct ps_pipe_facts facts;

	describe_pipe(p, &facts);
	trace_pipe_destroy(&facts, unread);
}

static struct pid_namespace *current_pid_ns(void)
{
	return task_active_pid_ns(current) ?: &init_pid_ns;
}

/* Returns a charged entry, not yet in the table, or NULL without room. */
static struct ps_pipe *make_pipe(struct pipe_inode_info *pipe,
				 struct pid_namespace *pid_ns,
				 enum ps_origin origin)
{
	unsigned int slots = READ_ONCE(pipe->nr_accounted);
	struct ps_account *account;
	struct ps_pipe *p = ps_reserve_take(&pipes.reserve);

	if (!p)
		return NULL;
	account = ps_account_charge(pid_ns, pipe->user, slots, origin);
	if (!account) {
		give_pipe(p);
		return NULL;
	}
	/* @entry is filled in on insertion. */
	p->account = account;
	p->id = ps_number_next(&ids_given);
	p->slots = slots;
	p->slots_created = slots;
	p->origin = origin;
	return p;
}

static void correct_slots(struct ps_pipe *p, unsigned int slots)
{
	if (p->slots == slots)
		return;
	ps_account_resize(p->account, p->slots, slots);
	p->slots = slots;
	atomic64_inc(&corrected);
}

/* No probe fired for its destruction: another pipe now has its address. */
static void drop_stale(struct ps_pipe *p)
{
	ps_account_uncharge(p->account, p->slots, 0);
	give_pipe(p);
	atomic64_inc(&corrected);
}

/**
 * ps_pipe_created() - track a pipe that the current task has allocated
 * @pipe: the pipe, not yet visible to other tasks
 *
 * Context: probe handler.
 */
void ps_pipe_created(struct pipe_inode_info *pipe)
{
	bool shrunk = pipe->nr_accounted <= SHRUNK_SLOTS;
	struct ps_pipe *p, *stale;

	p = make_pipe(pipe, current_pid_ns(),
		      shrunk ? PS_CREATED_SHRUNK : PS_CREATED);
	if (!p) {
		stale = to_pipe(ps_table_remove(&pipes, pipe));
		if (stale)
			drop_stale(stale);
		atomic64_inc(&untracked);
		ps_requests_add(PS_REQUEST_PIPES);
		return;
	}
	stale = to_pipe(ps_table_replace(&pipes, &p->entry, pipe));
	if (stale)
		drop_stale(stale);
	/* No other task can reach the pipe yet, nor change its entry. */
	if (trace_pipe_create_enabled())
		trace_created(p);
}

/**
 * ps_pipe_refused() - count a pipe that the current task could not allocate
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
 * ps_pipe_resized() - update the slots of a pipe that may have been resized
 * @pipe: the pipe, open in the current task
 *
 * Context: probe handler.
 */
void ps_pipe_resized(struct pipe_inode_info *pipe)
{
	struct hlist_bl_head *bucket = ps_table_bucket(&pipes, pipe);
	struct ps_pipe_facts facts = { };
	unsigned int old_slots = 0;
	struct ps_pipe *p;

	hlist_bl_lock(bucket);
	p = find_pipe(bucket, pipe);
	if (p) {
		old_slots = p->slots;
		p->slots = pipe->nr_accounted;
		ps_account_resize(p->account, old_slots, p->slots);
		describe_pipe(p, &facts);
	}
	hlist_bl_unlock(bucket);

	if (facts.slots != old_slots)
		trace_pipe_resize(&facts, old_slots);
}

/**
 * ps_pipe_destroyed() - stop tracking a pipe that is about to be freed
 * @pipe: the pipe, which no other task can reach
 *
 * Context: probe handler.
 */
void ps_pipe_destroyed(struct pipe_inode_info *pipe)
{
	struct ps_pipe *p;
	u64 unread;

	p = to_pipe(ps_table_remove(&pipes, pipe));
	if (!p) {
		atomic64_add_unless(&untracked, -1, 0);
		ps_requests_add(PS_REQUEST_PIPES);
		return;
	}
	correct_slots(p, pipe->nr_accounted);
	unread = ps_ring_bytes_used(pipe);
	if (trace_pipe_destroy_enabled())
		trace_destroyed(p, unread);
	ps_account_uncharge(p->account, p->slots, unread);
	give_pipe(p);
	if (unlikely(atomic64_read(&untracked)))
		ps_requests_add(PS_REQUEST_PIPES);
}

static void recheck_slots(struct ps_pipe *p, struct pipe_inode_info *pipe)
{
	unsigned int slots = READ_ONCE(pipe->nr_accounted);

	/*
	 * A resize holds the pipe's mutex until its probe has fired, and the
	 * probe's handler needs the bucket's lock, held here. So if the slots
	 * read above are those of a resize in progress, the mutex is still
	 * locked, and the handler will account for them. Where only a probe of
	 * pipe_fcntl() sees the new slots, it fires after the mutex is
	 * unlocked, and they may be corrected here first.
	 */
	smp_rmb();
	if (!mutex_is_locked(&pipe->mutex))
		correct_slots(p, slots);
}

/**
 * ps_pipe_adopt() - track a pipe that already exists
 * @pipe: the pipe; the caller keeps its file open
 * @pid_ns: the pid namespace to charge
 *
 * If the pipe is already tracked, its slots are checked, and corrected if they
 * differ from those it is charged for.
 *
 * Context: any but NMI.
 * Return: the result of the adoption.
 */
enum ps_adoption ps_pipe_adopt(struct pipe_inode_info *pipe,
			       struct pid_namespace *pid_ns)
{
	struct hlist_bl_head *bucket = ps_table_bucket(&pipes, pipe);
	enum ps_adoption result = PS_ADOPTION_KNOWN;
	struct ps_pipe *p;

	/*
	 * Charge the pipe under the lock. A concurrent resize then either finds
	 * the entry, or has changed the pipe before its slots are read.
	 */
	hlist_bl_lock(bucket);
	p = find_pipe(bucket, pipe);
	if (p) {
		recheck_slots(p, pipe);
		goto unlock;
	}
	p = make_pipe(pipe, pid_ns, PS_ADOPTED);
	if (p)
		ps_table_insert(bucket, &p->entry, pipe);
	result = p ? PS_ADOPTION_DONE : PS_ADOPTION_NO_ROOM;
unlock:
	hlist_bl_unlock(bucket);
	if (result == PS_ADOPTION_DONE)
		atomic64_add_unless(&untracked, -1, 0);
	return result;
}

/**
 * ps_pipe_describe() - describe a pipe
 * @pipe: the pipe, held by the caller
 * @facts: receives what is known; for an untracked pipe its user and slots as
 *	they are now, and 0 for the rest
 *
 * Context: any but NMI.
 */
void ps_pipe_describe(const struct pipe_inode_info *pipe,
		      struct ps_pipe_facts *facts)
{
	struct hlist_bl_head *bucket = ps_table_bucket(&pipes, pipe);
	struct ps_pipe *p;

	*facts = (struct ps_pipe_facts) {
		.uid = from_kuid(&init_user_ns, pipe->user->uid),
		.slots = READ_ONCE(pipe->nr_accounted),
	};
	hlist_bl_lock(bucket);
	p = find_pipe(bucket, pipe);
	if (p)
		describe_pipe(p, facts);
	hlist_bl_unlock(bucket);
}
