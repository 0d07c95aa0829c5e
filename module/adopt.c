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

#include "adopt.h"
#include "adopt_writers.h"
#include "pipes.h"
#include "probes/probes.h"
#include "registry.h"
#include "worker.h"

#define BATCH 256		/* descriptors between two rests */
#define REQUEST_DELAY_MSEC 20	/* several requests make one walk */
#define PAUSE_MSEC 1000		/* between walks that events ask for */
#define MAX_REFUSED 65536	/* pipes without room that are told apart */
#define MAX_TRIES 6		/* of a walk that did not find everything */

/**
 * struct walk - a walk over all tasks' open files
 * @own_uid: take up only pipes of the task's own uid, and only writers whose
 *	system call names the descriptor
 * @shared: file tables with several users that were visited, by address
 * @refused: pipes that found no room, by address
 * @nr_refused: their number
 * @task: the task whose files are visited
 * @user: its uid's kernel object, to compare with
 * @pid_ns: its pid namespace
 * @next: the descriptor to go on with
 * @left: descriptors to visit before resting
 */
struct walk {
	bool own_uid;
	struct xarray shared;
	struct xarray refused;
	unsigned int nr_refused;
	struct task_struct *task;
	const struct user_struct *user;
	struct pid_namespace *pid_ns;
	unsigned int next;
	unsigned int left;
};

static atomic_t requested;
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
	atomic64_set(&walks, 0);
	atomic_set(&requested, 1);
	not_before = 0;
	tries = 0;
}

/**
 * ps_adopt_request() - tracking was lost, or there is room again
 *
 * Context: any but NMI. Costs a comparison while a request is pending.
 */
void ps_adopt_request(void)
{
	if (!atomic_read(&requested) && !atomic_xchg(&requested, 1))
		ps_worker_wake_within(REQUEST_DELAY_MSEC);
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

static bool is_complete(void)
{
	struct ps_user *user;

	ps_for_each_user(user)
		if (missing_pages(user))
			return false;
	return true;
}

static struct pipe_inode_info *pipe_of(const struct file *file)
{
	const struct inode *inode = file_inode(file);
	struct pipe_inode_info *pipe = file->private_data;

	/* A file opened with O_PATH has none. */
	if (!S_ISFIFO(inode->i_mode) || !pipe || inode->i_pipe != pipe)
		return NULL;
	return pipe;
}

/* It is met once for each descriptor, and counts once. */
static void note_refused(struct walk *walk, const struct pipe_inode_info *pipe)
{
	unsigned long key = (unsigned long)pipe / sizeof(long);

	if (walk->nr_refused < MAX_REFUSED &&
	    !xa_insert(&walk->refused, key, xa_mk_value(0), GFP_NOWAIT))
		walk->nr_refused++;
}

static void adopt_pipe(struct walk *walk, struct pipe_inode_info *pipe)
{
	if (ps_pipe_adopt(pipe, walk->pid_ns) == PS_ADOPTION_NO_ROOM)
		note_refused(walk, pipe);
}

/* The file table's lock is held, which keeps the file open. */
static int visit(const void *data, struct file *file, unsigned int fd)
{
	struct walk *walk = (struct walk *)data;
	struct pipe_inode_info *pipe = pipe_of(file);

	walk->next = fd + 1;
	if (pipe && (!walk->own_uid || pipe->user == walk->user))
		adopt_pipe(walk, pipe);
	if (pipe && file->f_mode & FMODE_WRITE && ps_probes_see_ends())
		ps_adopt_writers(pipe, walk->task->files, fd,
				 file_inode(file)->i_ino, walk->own_uid);
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
		more = iterate_fd(walk->task->files, walk->next, visit, walk);
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
	if (atomic_long_read(&user->pipe_bufs))
		ps_registry_note_user(user);
	rcu_read_unlock();
}

static void visit_task(struct walk *walk)
{
	bool more;

	if (is_visited(walk))
		return;
	note_user(walk);
	walk->next = 0;
	do {
		/* Where memory is short the walk will be repeated. */
		ps_registry_top_up();
		ps_pipes_top_up();
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

/* Returns how many pipes found no room. */
static unsigned int walk_tasks(bool own_uid)
{
	struct walk walk = { .own_uid = own_uid };
	int pid = 1;

	xa_init(&walk.shared);
	xa_init(&walk.refused);
	while ((walk.task = next_task_from(&pid))) {
		visit_task(&walk);
		put_task_struct(walk.task);
	}
	xa_destroy(&walk.shared);
	xa_destroy(&walk.refused);
	return walk.nr_refused;
}

/*
 * A pipe is most plausibly from the namespace of the oldest of those who hold
 * it, and rather from one that runs as the pipe's own uid than from a daemon.
 */
static void walk_all(void)
{
	u64 untracked, refused;

	walk_tasks(true);
	untracked = ps_pipes_untracked();
	refused = walk_tasks(false);
	if (refused > untracked)
		ps_pipes_set_untracked(untracked, refused);
	atomic64_inc(&walks);
}

static u64 come_back_in(u64 msec)
{
	not_before = get_jiffies_64() + msecs_to_jiffies(msec);
	return msec;
}

static u64 try_again(void)
{
	u64 delay = REQUEST_DELAY_MSEC << tries;

	if (tries++ == MAX_TRIES) {
		/* What is missing is hidden: until something happens. */
		tries = 0;
		come_back_in(PAUSE_MSEC);
		return U64_MAX;
	}
	atomic_set(&requested, 1);
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
	u64 untracked;

	if (!atomic_read(&requested))
		return U64_MAX;
	if (now < not_before)
		return jiffies_to_msecs(not_before - now);
	atomic_set(&requested, 0);
	if (!ps_pipes_have_room())
		return U64_MAX;

	walk_all();
	untracked = ps_pipes_untracked();
	if (!is_complete())
		return try_again();
	ps_pipes_set_untracked(untracked, 0);
	tries = 0;
	come_back_in(PAUSE_MSEC);
	return U64_MAX;
}
