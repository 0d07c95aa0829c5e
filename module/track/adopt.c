// SPDX-License-Identifier: GPL-2.0-only
/*
 * Finds, by a walk over all tasks' open files, pipes and writers that existed
 * before the probes were placed, or that the probes missed.
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

#include "account/accounts.h"
#include "account/registry.h"
#include "core/requests.h"
#include "track/adopt.h"
#include "track/adopt_writers.h"
#include "track/pipes.h"
#include "track/waits.h"

#define BATCH 256		/* descriptors between two rests */
#define PAUSE_MSEC 1000		/* minimum between requested walks */
#define MAX_REFUSED 65536	/* objects of a kind that are counted */
#define MAX_QUEUED (64U << 20)	/* queue entries visited in a walk: 0.8 s */
#define MAX_TRIES 6		/* retries of an incomplete walk */

/**
 * struct refused - objects that found no room in a table
 * @seen: their addresses, so that each is counted once
 * @nr: number of objects
 */
struct refused {
	struct xarray seen;
	unsigned int nr;
};

/**
 * struct walk - a walk over all tasks' open files
 * @own_uid: adopt only pipes that belong to the task's uid, and no writers
 * @shared: addresses of visited file tables with several users
 * @pipes: pipes that found no room
 * @writers: writers that found no room
 * @in_vain: something else could not be adopted now
 * @task: the task whose files are being visited
 * @user: user_struct of the task's uid, for comparison
 * @pid_ns: the task's pid namespace
 * @next: the file descriptor to continue with
 * @left: file descriptors to visit before the next pause
 * @queued: wait queue entries to visit before giving up
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
/*
 * Used by the worker only: the earliest time of the next walk, in jiffies, and
 * the number of incomplete walks in a row.
 */
static u64 not_before;
static unsigned int tries;

/**
 * ps_adopt_init() - request a walk for the worker's first run
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
 * ps_adopt_exit() - reset the number of walks
 *
 * Context: any; the worker is stopped.
 */
void ps_adopt_exit(void)
{
	atomic64_set(&walks, 0);
}

/**
 * ps_adopt_count() - count the walks over all open files
 *
 * Context: any.
 * Return: the number of walks since arming.
 */
u64 ps_adopt_count(void)
{
	return atomic64_read(&walks);
}

static s64 missing_pages(const struct ps_user *user)
{
	u64 pipes, pages;

	ps_user_read(user, &pipes, &pages);
	return atomic_long_read(&user->user->pipe_bufs) - pages;
}

/**
 * ps_adopt_hidden_users() - count uids with more pages than are tracked
 *
 * Context: any; a snapshot, in which a pipe under creation shows briefly.
 * Return: the number of such uids.
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

	/* A file opened with O_PATH has no pipe. */
	if (!S_ISFIFO(inode->i_mode) || !pipe || inode->i_pipe != pipe)
		return NULL;
	return pipe;
}

static void note_refused(struct walk *walk, struct refused *refused,
			 const void *object)
{
	unsigned long key = (unsigned long)object / sizeof(long);
	int err;

	if (refused->nr == MAX_REFUSED)
		return;
	err = xa_insert(&refused->seen, key, xa_mk_value(0),
			GFP_NOWAIT | __GFP_NOWARN);
	if (!err)
		refused->nr++;
	else if (err != -EBUSY)
		walk->in_vain = true;	/* out of memory: counted too few */
}

static void adopt_pipe(struct walk *walk, struct pipe_inode_info *pipe)
{
	if (ps_pipe_adopt(pipe, walk->pid_ns) == PS_ADOPTION_NO_ROOM)
		note_refused(walk, &walk->pipes, pipe);
}

static void refuse_writer(const struct task_struct *task, void *data)
{
	struct walk *walk = data;

	if (task)
		note_refused(walk, &walk->writers, task);
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

	/*
	 * Limited because a pipe's queue is searched for each of its
	 * descriptors, which takes quadratic time.
	 */
	if (!walk->queued) {
		walk->in_vain = true;
		return;
	}
	looked = ps_adopt_writers(pipe, &filter, refuse_writer, walk);
	walk->queued -= min(looked, walk->queued);
	/* A writer takes as long to visit as a file descriptor. */
	walk->left -= min(looked, walk->left - 1);
}

/* Called with the file table's lock held, which keeps the file open. */
static int visit_file(const void *data, struct file *file, unsigned int fd)
{
	struct walk *walk = (struct walk *)data;
	struct pipe_inode_info *pipe = pipe_of_file(file);

	walk->next = fd + 1;
	if (pipe && (!walk->own_uid || pipe->user == walk->user))
		adopt_pipe(walk, pipe);
	/* After the pipe, because a writer's record describes its pipe. */
	if (pipe && !walk->own_uid && ps_waits_ends_are_seen())
		adopt_writers(walk, pipe, file, fd);
	return --walk->left == 0;
}

/* Returns true if there may be more files to visit. */
static bool visit_batch(struct walk *walk)
{
	bool more = false;

	walk->left = BATCH;
	task_lock(walk->task);
	/* A task that still has its files also has its pids. */
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
	/* Without memory the table is visited again, which is harmless. */
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
 * Adopts the task's internal pipe for sendfile(2), which it keeps until it
 * exits. A task that still has its files has not freed this pipe.
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
		/* If allocation fails here, the walk is repeated later. */
		ps_registry_top_up();
		ps_pipes_top_up();
		ps_waits_top_up();
		more = visit_batch(walk);
		cond_resched();
	} while (more);
}

/*
 * Returns the first task with a pid of at least @pid, with a reference held, or
 * NULL. Advances @pid past it.
 */
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
 * Several tasks may hold a pipe. It most plausibly belongs to the namespace of
 * the oldest of them, and to a task with the pipe's own uid rather than to a
 * daemon. Hence the first pass, for own uids only.
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
		/* A walk cannot find the rest: wait for the next request. */
		tries = 0;
		come_back_in(PAUSE_MSEC);
		return U64_MAX;
	}
	ps_requests_put_back(PS_REQUEST_ALL);
	return come_back_in(delay);
}

/**
 * ps_adopt_run() - perform a walk if one is requested
 *
 * An incomplete walk is repeated a few times, because files move between tasks
 * during a walk. A walk is incomplete if something found no room that may
 * become free, or if the kernel charges a uid for more or fewer pages than are
 * tracked.
 *
 * Context: may sleep; the worker.
 * Return: the delay in milliseconds until the next call, or U64_MAX.
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
