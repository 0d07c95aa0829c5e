// SPDX-License-Identifier: GPL-2.0-only
#include <linux/cpumask.h>
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/pid_namespace.h>
#include <linux/pipe_fs_i.h>
#include <linux/sched.h>
#include <linux/sched/user.h>
#include <linux/string.h>

#include "account/accounts.h"
#include "account/registry.h"
#include "account/totals.h"
#include "core/requests.h"
#include "fake_worker.h"
#include "made_up.h"
#include "track/pipes.h"
#include "track/waits.h"

/* More than any test drops, so that a reference dropped twice frees nothing. */
#define OWN_REFERENCES 16

/**
 * struct made_up - a pid namespace with what it looked like when unused
 * @pid_ns: the namespace
 * @unused: a copy, as the reference count's place differs between kernels
 */
struct made_up {
	struct pid_namespace pid_ns;
	struct pid_namespace unused;
};

/**
 * made_up_user() - make a user's kernel object
 * @test: the test, at whose end it is freed
 * @uid: the user
 *
 * Return: the object.
 */
struct user_struct *made_up_user(struct kunit *test, uid_t uid)
{
	struct user_struct *user = kunit_kzalloc(test, sizeof(*user), GFP_KERNEL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, user);
	refcount_set(&user->__count, OWN_REFERENCES);
	user->uid = KUIDT_INIT(uid);
	return user;
}

/**
 * made_up_user_is_held() - does the code under test hold a user?
 * @user: the user
 *
 * Return: true while it does.
 */
bool made_up_user_is_held(const struct user_struct *user)
{
	return refcount_read(&user->__count) != OWN_REFERENCES;
}

/**
 * made_up_pid_ns() - make a living pid namespace
 * @test: the test, at whose end it is freed
 * @inum: its number
 *
 * Return: the namespace.
 */
struct pid_namespace *made_up_pid_ns(struct kunit *test, unsigned int inum)
{
	struct made_up *made_up = kunit_kzalloc(test, sizeof(*made_up), GFP_KERNEL);
	unsigned int i;

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, made_up);
	made_up->pid_ns = init_pid_ns;
	made_up->pid_ns.ns.inum = inum;
	made_up->pid_ns.pid_allocated = PIDNS_ADDING;
	for (i = 0; i < OWN_REFERENCES; i++)
		get_pid_ns(&made_up->pid_ns);
	made_up->unused = made_up->pid_ns;
	return &made_up->pid_ns;
}

/**
 * made_up_pid_ns_is_held() - does the code under test hold a namespace?
 * @pid_ns: the namespace, alive
 *
 * Return: true while it does.
 */
bool made_up_pid_ns_is_held(const struct pid_namespace *pid_ns)
{
	const struct made_up *made_up;

	made_up = container_of(pid_ns, struct made_up, pid_ns);
	return memcmp(pid_ns, &made_up->unused, sizeof(*pid_ns)) != 0;
}

/**
 * made_up_pid_ns_kill() - let a namespace take no process any more
 * @pid_ns: the namespace
 */
void made_up_pid_ns_kill(struct pid_namespace *pid_ns)
{
	pid_ns->pid_allocated = 0;
}

/**
 * made_up_pid_ns_revive() - make a new namespace where a dead one was
 * @pid_ns: the dead one
 */
void made_up_pid_ns_revive(struct pid_namespace *pid_ns)
{
	pid_ns->pid_allocated = PIDNS_ADDING;
}

/**
 * made_up_accounts_init() - begin a test with room for a few accounts
 * @test: the test
 *
 * Return: 0 or -ENOMEM.
 */
int made_up_accounts_init(struct kunit *test)
{
	/* What one processor counts is exact. */
	set_cpus_allowed_ptr(current, cpumask_of(0));
	fake_worker_forget();
	ps_totals_reset();
	return ps_registry_init(MADE_UP_NAMESPACES, MADE_UP_ACCOUNTS);
}

/**
 * made_up_accounts_exit() - free what a test has left
 * @test: the test
 */
void made_up_accounts_exit(struct kunit *test)
{
	struct ps_reaped reaped;

	ps_registry_reap(&reaped, true);
	ps_registry_release(&reaped);
	ps_registry_exit();
}

/**
 * made_up_track_init() - begin a test with room for a few pipes and writers
 * @test: the test
 * @max_waits: blocked writers
 *
 * Return: 0 or -ENOMEM.
 */
int made_up_track_init(struct kunit *test, unsigned int max_waits)
{
	int err = made_up_accounts_init(test);

	if (err)
		return err;
	ps_requests_reset(0);
	err = ps_pipes_init(MADE_UP_PIPES);
	if (err)
		goto accounts_exit;
	err = ps_waits_init(max_waits);
	if (err)
		goto pipes_exit;
	return 0;

pipes_exit:
	ps_pipes_exit();
accounts_exit:
	made_up_accounts_exit(test);
	return err;
}

/**
 * made_up_track_exit() - free what a test with pipes and writers has left
 * @test: the test
 */
void made_up_track_exit(struct kunit *test)
{
	ps_waits_exit();
	ps_pipes_exit();
	made_up_accounts_exit(test);
}

/**
 * made_up_total() - what is counted in all namespaces
 *
 * Return: the sum.
 */
struct ps_counters made_up_total(void)
{
	struct ps_counters counters;

	ps_accounts_total(&counters);
	return counters;
}

/**
 * made_up_charge() - charge a new pipe
 * @pid_ns: the namespace that creates it
 * @user: the user that it is charged to
 * @slots: its slots
 *
 * Return: its account, or NULL.
 */
struct ps_account *made_up_charge(struct pid_namespace *pid_ns,
				  struct user_struct *user, unsigned int slots)
{
	return ps_account_charge(pid_ns, user, slots, PS_CREATED);
}

/**
 * made_up_pipe() - make an empty pipe that is not tracked
 * @test: the test, at whose end it is freed
 * @user: the user that it is charged to
 * @slots: its slots
 *
 * Return: the pipe.
 */
struct pipe_inode_info *made_up_pipe(struct kunit *test,
				     struct user_struct *user,
				     unsigned int slots)
{
	struct pipe_inode_info *pipe = kunit_kzalloc(test, sizeof(*pipe), GFP_KERNEL);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, pipe);
	pipe->ring_size = roundup_pow_of_two(slots);
	pipe->bufs = kunit_kzalloc(test, pipe->ring_size * sizeof(*pipe->bufs), GFP_KERNEL);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, pipe->bufs);
	pipe->max_usage = slots;
	pipe->nr_accounted = slots;
	pipe->readers = 1;
	pipe->writers = 1;
	pipe->user = user;
	mutex_init(&pipe->mutex);
	init_waitqueue_head(&pipe->rd_wait);
	init_waitqueue_head(&pipe->wr_wait);
	return pipe;
}

/**
 * made_up_pipe_fill() - put data into an empty pipe
 * @pipe: the pipe
 * @slots: slots to fill
 * @bytes: bytes in each of them
 */
void made_up_pipe_fill(struct pipe_inode_info *pipe, unsigned int slots,
		       unsigned int bytes)
{
	unsigned int i;

	for (i = 0; i < slots; i++)
		pipe->bufs[i].len = bytes;
	pipe->tail = 0;
	pipe->head = slots;
}
