// SPDX-License-Identifier: GPL-2.0-only
/*
 * Takes up what existed before the probes were placed, or what they missed, by
 * a walk over all tasks' open files.
 */
#include <linux/atomic.h>
#include <linux/cred.h>
#include <linux/fdtable.h>
#include <linux/fs.h>
#include <linux/idr.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/pid_namespace.h>
#include <linux/pipe_fs_i.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/xarray.h>

#include "account/registry.h"
#include "core/requests.h"
#include "track/adopt.h"
#include "track/adopt_writers.h"
#include "track/pipes.h"
#include "track/waits.h"

#define BATCH 256		/* descriptors between two rests */
#define PAUSE_MSEC 1000		/* between walks that events ask for */
#define MAX_REFUSED 65536	/* pipes without room that are told apart */
#define MAX_QUEUED (64U << 20)	/* looked at in a walk: 0.8 s */
#define MAX_TRIES 6		/* of a walk that did not find everything */

/**
 * struct refused - what found no room; met several times, counted once
 * @seen: by address
 * @nr: their number
 */
struct refused {
	struct xarray seen;
	unsigned int nr;
};

/**
 * struct walk - a walk over all tasks' open files
 * @own_uid: take up only pipes of the task's own uid, and no writers
 * @shared: file tables with several users that were visited, by address
 * @pipes: pipes that found no room
 * @writers: writers that found no room
 * @in_vain: something else could not be taken up now
 * @task: the task whose files are visited
 * @user: its uid's kernel object, to compare with
 * @pid_ns: its pid namespace
 * @next: the descriptor to go on with
 * @left: descriptors to visit before resting
 * @queued: entries of pipes' wait queues to look at before giving up
 */
struct walk {
	bool own_uid;
	struct xarray shared;
	struct refused pipes;
	struct refused writers;
	bool in_vain;
	struct task_struct *task;
	const struct user_struct *user;
	struct pid_namespace *pid_ns;
	unsigned int next;
	unsigned int left;
	unsigned int queued;
};

static atomic64_t walks;
/* The worker's alone: when the next walk may be, and how many were in vain. */
static u64 not_before;
static unsigned int tries;

/**
 * ps_adopt_init() - have a walk made as soon as the worker runs
 *
 * Context: any; the worker is stopped.
 */
void ps_adopt_init(void)
{
	ps_requests_reset(PS_REQUEST_ALL);
	not_before = 0;
	tries = 0;
}

/**
 * ps_adopt_exit() - forget how many walks there were
 *
 * Context: any; the worker is stopped.
 */
void ps_adopt_exit(void)
{
	atomic64_set(&walks, 0);
}

/**
 * ps_adopt_count() - walks over all open files
 *
 * Context: any.
 * Return: their number since arming.
 */
u64 ps_adopt_count(void)
{
	return atomic64_read(&walks);
}

static s64 missing_pages(const struct ps_user *user)
{
	return atomic_long_read(&user->user->pipe_bufs) -
	       atomic64_read(&user->pages);
}

/**
 * ps_adopt_hidden_users() - uids with more pages than are tracked
 *
 * Context: may sleep or not; a snapshot, in which a pipe that is being made
 * shows for a moment.
 * Return: their number.
 */
u64 ps_adopt_hidden_users(void)
{
	struct ps_user *user;
	u64 hidden = 0;

	rcu_read_lock();
	ps_for_each_user(user)
		hidden += missing_pages(user) > 0;
	rcu_read_unlock();
	return hidden;
}

static struct pipe_inode_info *pipe_of_file(const struct file *file)
{
	const struct inode *inode = file_inode(file);
	struct pipe_inode_info *pipe = file->private_data;

	/* A file opened with O_PATH has none. */
	if (!S_ISFIFO(inode->i_mode) || !pipe || inode->i_pipe != pipe)
		return NULL;
	return pipe;
}

static void note_refused(struct refused *refused, const void *object)
{
	unsigned long key = (unsigned long)object / sizeof(long);

	if (refused->nr < MAX_REFUSED &&
	    !xa_insert(&refused->seen, key, xa_mk_value(0),
		       GFP_NOWAIT | __GFP_NOWARN))
		refused->nr++;
}

static void adopt_pipe(struct walk *walk, struct pipe_inode_info *pipe)
{
	if (ps_pipe_adopt(pipe, walk->pid_ns) == PS_ADOPTION_NO_ROOM)
		note_refused(&walk->pipes, pipe);
}

static void refuse_writer(const struct task_struct *task, void *data)
{
	struct walk *walk = data;

	if (task)
		note_refused(&walk->writers, task);
	else
		walk->in_vain = true;
}

static void adopt_writers(struct walk *walk, struct pipe_inode_info *pipe,
			  const struct file *file, unsigned int fd)
{
	const struct ps_writer_filter filter = {
		.files = walk->task->files,
		.fd = file->f_mode & FMODE_WRITE ? (int)fd : -1,
		.inode = file_inode(file)->i_ino,
	};
	unsigned int looked;

	/* A pipe's queue is looked at once for each descriptor: quadratic. */
	if (!walk->queued) {
		walk->in_vain = true;
		return;
	}
	looked = ps_adopt_writers(pipe, &filter, refuse_writer, walk);
	walk->queued -= min(looked, walk->queued);
	/* Many writers are as much work as many descriptors. */
	walk->left -= min(looked, walk->left - 1);
}

/* The file table's lock is held, which keeps the file open. */
static int visit_file(const void *data, struct file *file, unsigned int fd)
{
	struct walk *walk = (struct walk *)data;
	struct pipe_inode_info *pipe = pipe_of_file(file);

	walk->next = fd + 1;
	if (pipe && (!walk->own_uid || pipe->user == walk->user))
		adopt_pipe(walk, pipe);
	/* Afterwards: a writer's record says what is known of its pipe. */
	if (pipe && !walk->own_uid && ps_waits_ends_are_seen())
		adopt_writers(walk, pipe, file, fd);
	return --walk->left == 0;
}

/* Returns true when there may be more. */
static bool visit_batch(struct walk *walk)
{
	bool more = false;

	walk->left = BATCH;
	task_lock(walk->task);
	/* With its files a task still has its pids. */
	if (walk->task->files) {
		walk->pid_ns = task_active_pid_ns(walk->task);
		more = iterate_fd(walk->task->files, walk->next, visit_file,
				  walk);
	}
	task_unlock(walk->task);
	return more;
}

static bool is_visited(struct walk *walk)
{
	struct files_struct *files;
	unsigned long key;
	bool shared;

	task_lock(walk->task);
	files = walk->task->files;
	shared = files && atomic_read(&files->count) > 1;
	task_unlock(walk->task);
	if (!files)
		return true;
	if (!shared)
		return false;
	key = (unsigned long)files / sizeof(long);
	/* Without memory it is visited again, which does no harm. */
	return xa_insert(&walk->shared, key, xa_mk_value(0), GFP_KERNEL) ==
	       -EBUSY;
}

static void note_user(struct walk *walk)
{
	struct user_struct *user;

	rcu_read_lock();
	user = __task_cred(walk->task)->user;
	walk->user = user;
	if (atomic_long_read(&user->pipe_bufs) && !ps_registry_note_user(user))
		walk->in_vain = true;
	rcu_read_unlock();
}

/*
 * The pipe inside of sendfile(2), which a task keeps until it exits. While it
 * has its files the pipe has not been freed.
 */
static void adopt_splice_pipe(struct walk *walk)
{
	struct task_struct *task = walk->task;
	struct pipe_inode_info *pipe;

	task_lock(task);
	pipe = READ_ONCE(task->splice_pipe);
	if (task->files && pipe &&
	    (!walk->own_uid || pipe->user == walk->user)) {
		walk->pid_ns = task_active_pid_ns(task);
		adopt_pipe(walk, pipe);
	}
	task_unlock(task);
}

static void visit_task(struct walk *walk)
{
	bool more;

	note_user(walk);
	adopt_splice_pipe(walk);
	if (is_visited(walk))
		return;
	walk->next = 0;
	do {
		/* Where memory is short the walk will be repeated. */
		ps_registry_top_up();
		ps_pipes_top_up();
		ps_waits_top_up();
		more = visit_batch(walk);
		cond_resched();
	} while (more);
}

/* Returns the task with the lowest pid from @pid on, held, or NULL. */
static struct task_struct *next_task_from(int *pid)
{
	struct task_struct *task = NULL;
	struct pid *found;

	rcu_read_lock();
	while (!task) {
		found = idr_get_next(&init_pid_ns.idr, pid);
		if (!found)
			break;
		task = pid_task(found, PIDTYPE_PID);
		++*pid;
	}
	if (task)
		get_task_struct(task);
	rcu_read_unlock();
	return task;
}

static void walk_tasks(struct walk *walk, bool own_uid)
{
	int pid = 1;

	*walk = (struct walk) { .own_uid = own_uid, .queued = MAX_QUEUED };
	xa_init(&walk->shared);
	xa_init(&walk->pipes.seen);
	xa_init(&walk->writers.seen);
	while ((walk->task = next_task_from(&pid))) {
		visit_task(walk);
		put_task_struct(walk->task);
	}
	xa_destroy(&walk->shared);
	xa_destroy(&walk->pipes.seen);
	xa_destroy(&walk->writers.seen);
}

/*
 * A pipe is most plausibly from the namespace of the oldest of those who hold
 * it, and rather from one that runs as the pipe's own uid than from a daemon.
 */
static void walk_all(struct walk *walk)
{
	u64 untracked;

	walk_tasks(walk, true);
	untracked = ps_pipes_untracked();
	walk_tasks(walk, false);
	if (walk->pipes.nr > untracked)
		ps_pipes_set_untracked(untracked, walk->pipes.nr);
	if (ps_waits_ends_are_seen())
		ps_waits_set_untracked(walk->writers.nr);
	atomic64_inc(&walks);
}

static bool is_complete(const struct walk *walk)
{
	struct ps_user *user;

	if (walk->in_vain || walk->pipes.nr ||
	    (walk->writers.nr && ps_waits_have_room()))
		return false;
	ps_for_each_user(user)
		if (missing_pages(user))
			return false;
	return true;
}

static u64 come_back_in(u64 msec)
{
	not_before = get_jiffies_64() + msecs_to_jiffies(msec);
	return msec;
}

static u64 try_again(void)
{
	u64 delay = PS_REQUEST_DELAY_MSEC << tries;

	if (tries++ == MAX_TRIES) {
		/* What is missing is hidden: until something happens. */
		tries = 0;
		come_back_in(PAUSE_MSEC);
		return U64_MAX;
	}
	ps_requests_put_back(PS_REQUEST_ALL);
	return come_back_in(delay);
}

/**
 * ps_adopt_run() - make a walk if one was asked for
 *
 * It is repeated a few times while uids have more, or fewer, pages in the
 * kernel's count than are tracked: files move between tasks during a walk.
 *
 * Context: may sleep; the worker.
 * Return: in how many milliseconds to come back, or U64_MAX.
 */
u64 ps_adopt_run(void)
{
	u64 now = get_jiffies_64();
	struct walk walk;
	u64 untracked;
	int what;

	if (!ps_requests_pending())
		return U64_MAX;
	if (time_before64(now, not_before))
		return jiffies_to_msecs(not_before - now);
	what = ps_requests_take();
	if (what == PS_REQUEST_PIPES && !ps_pipes_have_room())
		return U64_MAX;

	walk_all(&walk);
	untracked = ps_pipes_untracked();
	if (!is_complete(&walk))
		return try_again();
	ps_pipes_set_untracked(untracked, 0);
	tries = 0;
	come_back_in(PAUSE_MSEC);
	return U64_MAX;
}
