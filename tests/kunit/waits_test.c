// SPDX-License-Identifier: GPL-2.0-only
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/pid.h>
#include <linux/pid_namespace.h>
#include <linux/pipe_fs_i.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/timekeeping.h>

#include "account/accounts.h"
#include "account/counters.h"
#include "core/requests.h"
#include "facts.h"
#include "fake_worker.h"
#include "made_up.h"
#include "suites.h"
#include "track/pipes.h"
#include "track/stalled.h"
#include "track/wait_view.h"
#include "track/waits.h"

#define MAX_WAITS 2

/* The writer is the test's own thread; it only says that it waits. */
static struct pipe_inode_info *pipe, *other;
/* A writer that was asleep before. */
static struct task_struct *sleeper;
static void *used_up[MAX_WAITS];

static bool is_tracked(struct task_struct *task, struct ps_wait_facts *facts)
{
	struct hlist_bl_head *bucket = ps_table_bucket(&ps_waits, task);
	struct ps_wait *wait;

	hlist_bl_lock(bucket);
	wait = ps_to_wait(ps_table_find(bucket, task));
	if (wait)
		ps_wait_describe(wait, task, facts);
	hlist_bl_unlock(bucket);
	return wait;
}

static void begin(struct pipe_inode_info *p)
{
	ps_wait_begin(p, PS_OPERATION_WRITE, true);
}

/* Leaves no room for another writer. */
static void use_up_room(struct kunit *test)
{
	int i;

	for (i = 0; i < MAX_WAITS; i++) {
		used_up[i] = ps_reserve_take(&ps_waits.reserve);
		KUNIT_ASSERT_NOT_ERR_OR_NULL(test, used_up[i]);
	}
}

static void give_back_room(void)
{
	int i;

	for (i = 0; i < MAX_WAITS; i++) {
		if (used_up[i])
			ps_reserve_give(&ps_waits.reserve, used_up[i]);
		used_up[i] = NULL;
	}
}

static void a_writer_is_described(struct kunit *test)
{
	struct ps_wait_facts facts = { };
	u64 before;

	ps_pipe_created(pipe);
	made_up_pipe_fill(pipe, 2, 4096);
	before = ktime_get_mono_fast_ns();
	begin(pipe);
	KUNIT_ASSERT_TRUE(test, is_tracked(current, &facts));
	KUNIT_EXPECT_PTR_EQ(test, facts.task, (const void *)current);
	KUNIT_EXPECT_NE(test, facts.pipe.id, 0ULL);
	KUNIT_EXPECT_EQ(test, facts.tid, current->pid);
	KUNIT_EXPECT_EQ(test, facts.pid, current->tgid);
	KUNIT_EXPECT_EQ(test, facts.ns_tid, current->pid);
	KUNIT_EXPECT_EQ(test, facts.namespace, init_pid_ns.ns.inum);
	KUNIT_EXPECT_EQ(test, facts.fd, -1);
	KUNIT_EXPECT_EQ(test, facts.operation, PS_OPERATION_WRITE);
	KUNIT_EXPECT_EQ(test, facts.slots, 2U);
	KUNIT_EXPECT_EQ(test, facts.slots_used, 2U);
	KUNIT_EXPECT_FALSE(test, facts.preexisting);
	KUNIT_EXPECT_GE(test, facts.since, before);
	KUNIT_EXPECT_LE(test, facts.since, ktime_get_mono_fast_ns());
}

static void a_blocked_writer_is_counted_until_the_end(struct kunit *test)
{
	begin(pipe);
	PS_EXPECT_U64(test, made_up_total().writers_blocked, 1);
	PS_EXPECT_U64(test, made_up_total().blocks, 0);
	ps_wait_end(PS_END_ROOM);
	PS_EXPECT_U64(test, made_up_total().writers_blocked, 0);
	PS_EXPECT_U64(test, made_up_total().blocks, 1);
	KUNIT_EXPECT_FALSE(test, ps_wait_is_known(current));
}

static void a_wait_makes_the_worker_look_in_time(struct kunit *test)
{
	/* A new namespace wakes the worker at once. */
	begin(pipe);
	ps_wait_end(PS_END_ROOM);
	fake_worker_forget();
	begin(pipe);
	PS_EXPECT_U64(test, fake_worker_due(), ps_stalled_threshold());
}

static void a_vain_wake_up_goes_on_with_the_wait(struct kunit *test)
{
	struct ps_wait_facts first = { }, second = { };

	begin(pipe);
	is_tracked(current, &first);
	begin(pipe);
	KUNIT_ASSERT_TRUE(test, is_tracked(current, &second));
	PS_EXPECT_U64(test, second.serial, first.serial);
	PS_EXPECT_U64(test, second.since, first.since);
	PS_EXPECT_U64(test, made_up_total().writers_blocked, 1);
}

/* Another writer's record hides that of the current task from a quick look. */
static void begin_behind_another(struct pipe_inode_info *p)
{
	struct hlist_bl_head *bucket = ps_table_bucket(&ps_waits, current);
	struct ps_entry in_front = { };

	hlist_bl_lock(bucket);
	ps_table_insert(bucket, &in_front, &in_front);
	hlist_bl_unlock(bucket);
	begin(p);
	hlist_bl_lock(bucket);
	hlist_bl_del(&in_front.node);
	hlist_bl_unlock(bucket);
}

static void a_hidden_wait_goes_on(struct kunit *test)
{
	struct ps_wait_facts first = { }, second = { };

	begin(pipe);
	is_tracked(current, &first);
	begin_behind_another(pipe);
	KUNIT_ASSERT_TRUE(test, is_tracked(current, &second));
	PS_EXPECT_U64(test, second.serial, first.serial);
	PS_EXPECT_U64(test, made_up_total().writers_blocked, 1);
}

static void a_hidden_wait_without_end_is_replaced(struct kunit *test)
{
	struct ps_wait_facts first = { }, second = { };

	begin(pipe);
	is_tracked(current, &first);
	begin_behind_another(other);
	KUNIT_ASSERT_TRUE(test, is_tracked(current, &second));
	KUNIT_EXPECT_NE(test, second.serial, first.serial);
	PS_EXPECT_U64(test, made_up_total().writers_blocked, 1);
}

static void waiting_for_another_pipe_replaces_a_wait_without_end(struct kunit *test)
{
	struct ps_wait_facts first = { }, second = { };

	begin(pipe);
	is_tracked(current, &first);
	begin(other);
	KUNIT_ASSERT_TRUE(test, is_tracked(current, &second));
	KUNIT_EXPECT_NE(test, second.serial, first.serial);
	PS_EXPECT_U64(test, made_up_total().writers_blocked, 1);
	PS_EXPECT_U64(test, made_up_total().blocks, 0);
}

static void a_cancelled_wait_is_no_block(struct kunit *test)
{
	begin(pipe);
	ps_wait_cancel();
	PS_EXPECT_U64(test, made_up_total().writers_blocked, 0);
	PS_EXPECT_U64(test, made_up_total().blocks, 0);
}

static void an_end_without_a_begin_changes_nothing(struct kunit *test)
{
	ps_wait_end(PS_END_SIGNAL);
	PS_EXPECT_U64(test, made_up_total().blocks, 0);
	KUNIT_EXPECT_EQ(test, ps_requests_pending(), 0);
}

static void without_room_a_wait_site_requests_a_walk(struct kunit *test)
{
	use_up_room(test);
	begin(pipe);
	PS_EXPECT_U64(test, made_up_total().writers_blocked, 0);
	PS_EXPECT_U64(test, ps_waits_untracked(), 0);
	KUNIT_EXPECT_EQ(test, ps_requests_pending(), PS_REQUEST_WRITERS);
}

static void without_room_a_return_probe_counts_itself(struct kunit *test)
{
	use_up_room(test);
	ps_wait_begin(pipe, PS_OPERATION_WRITE, false);
	PS_EXPECT_U64(test, ps_waits_untracked(), 1);
	ps_wait_end(PS_END_ROOM);
	PS_EXPECT_U64(test, ps_waits_untracked(), 0);
	ps_wait_end(PS_END_ROOM);
	PS_EXPECT_U64(test, ps_waits_untracked(), 0);
	KUNIT_EXPECT_EQ(test, ps_requests_pending(), 0);
}

static void where_ends_are_seen_a_walk_counts_the_untracked(struct kunit *test)
{
	ps_waits_set_ends_seen(true);
	ps_waits_set_untracked(3);
	ps_wait_end(PS_END_ROOM);
	PS_EXPECT_U64(test, ps_waits_untracked(), 3);
	KUNIT_EXPECT_EQ(test, ps_requests_pending(), PS_REQUEST_WRITERS);
}

static void an_adopted_writer_is_preexisting(struct kunit *test)
{
	u64 before = ktime_get_mono_fast_ns();
	struct ps_wait_facts facts = { };

	KUNIT_EXPECT_EQ(test, ps_wait_adopt(sleeper, pipe, PS_OPERATION_SPLICE, 7, 4711), 0);
	KUNIT_ASSERT_TRUE(test, is_tracked(sleeper, &facts));
	KUNIT_EXPECT_TRUE(test, facts.preexisting);
	KUNIT_EXPECT_EQ(test, facts.tid, sleeper->pid);
	KUNIT_EXPECT_EQ(test, facts.operation, PS_OPERATION_SPLICE);
	KUNIT_EXPECT_EQ(test, facts.fd, 7);
	PS_EXPECT_U64(test, facts.inode, 4711);
	/* It has been asleep for longer, which not all kernels know. */
	KUNIT_EXPECT_GT(test, facts.since, 0ULL);
	KUNIT_EXPECT_EQ(test, facts.since < before, IS_ENABLED(CONFIG_SCHED_INFO));
	PS_EXPECT_U64(test, made_up_total().writers_blocked, 1);
}

static void a_known_writer_is_not_adopted_again(struct kunit *test)
{
	struct ps_wait_facts facts = { };

	begin(pipe);
	KUNIT_EXPECT_EQ(test, ps_wait_adopt(current, pipe, PS_OPERATION_WRITE, 7, 4711), 0);
	KUNIT_ASSERT_TRUE(test, is_tracked(current, &facts));
	KUNIT_EXPECT_FALSE(test, facts.preexisting);
	PS_EXPECT_U64(test, made_up_total().writers_blocked, 1);
}

static void without_room_nobody_is_adopted(struct kunit *test)
{
	use_up_room(test);
	KUNIT_EXPECT_EQ(test, ps_wait_adopt(sleeper, pipe, PS_OPERATION_WRITE, 7, 4711), -ENOSPC);
	KUNIT_EXPECT_FALSE(test, ps_wait_is_known(sleeper));
}

static void a_view_shows_the_ring(struct kunit *test)
{
	struct ps_wait_facts facts = { };
	struct ps_ring_facts ring = { };

	begin(pipe);
	is_tracked(current, &facts);
	made_up_pipe_fill(pipe, 2, 100);
	pipe->bufs[1].flags = PIPE_BUF_FLAG_CAN_MERGE;
	KUNIT_ASSERT_EQ(test, ps_wait_view(&facts, &ring), 0);
	KUNIT_EXPECT_EQ(test, ring.slots, 2U);
	KUNIT_EXPECT_EQ(test, ring.slots_used, 2U);
	PS_EXPECT_U64(test, ring.bytes_used, 200);
	KUNIT_EXPECT_EQ(test, ring.bytes_mergeable, (unsigned int)PAGE_SIZE - 100);
	KUNIT_EXPECT_EQ(test, ring.readers, 1U);
	KUNIT_EXPECT_EQ(test, ring.writers, 1U);
}

static void a_view_of_an_earlier_wait_fails(struct kunit *test)
{
	struct ps_wait_facts facts = { };
	struct ps_ring_facts ring;

	begin(pipe);
	is_tracked(current, &facts);
	ps_wait_end(PS_END_SIGNAL);
	begin(pipe);
	KUNIT_EXPECT_EQ(test, ps_wait_view(&facts, &ring), -ENODEV);
}

static void once_closed_no_pipe_is_looked_at(struct kunit *test)
{
	struct ps_wait_facts facts = { };
	struct ps_ring_facts ring;

	ps_waits_set_ends_seen(true);
	begin(pipe);
	is_tracked(current, &facts);
	ps_waits_close();
	KUNIT_EXPECT_TRUE(test, ps_waits_are_closed());
	KUNIT_EXPECT_FALSE(test, ps_waits_ends_are_seen());
	KUNIT_EXPECT_EQ(test, ps_wait_view(&facts, &ring), -ENODEV);
	ps_wait_end(PS_END_ROOM);
	PS_EXPECT_U64(test, made_up_total().writers_blocked, 0);
	PS_EXPECT_U64(test, made_up_total().blocks, 0);
}

static int set_up(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 1000);

	pipe = made_up_pipe(test, user, 2);
	other = made_up_pipe(test, user, 2);
	rcu_read_lock();
	sleeper = get_pid_task(find_vpid(1), PIDTYPE_PID);
	rcu_read_unlock();
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, sleeper);
	return made_up_track_init(test, MAX_WAITS);
}

static void tear_down(struct kunit *test)
{
	put_task_struct(sleeper);
	give_back_room();
	made_up_track_exit(test);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(a_writer_is_described),
	KUNIT_CASE(a_blocked_writer_is_counted_until_the_end),
	KUNIT_CASE(a_wait_makes_the_worker_look_in_time),
	KUNIT_CASE(a_vain_wake_up_goes_on_with_the_wait),
	KUNIT_CASE(a_hidden_wait_goes_on),
	KUNIT_CASE(a_hidden_wait_without_end_is_replaced),
	KUNIT_CASE(waiting_for_another_pipe_replaces_a_wait_without_end),
	KUNIT_CASE(a_cancelled_wait_is_no_block),
	KUNIT_CASE(an_end_without_a_begin_changes_nothing),
	KUNIT_CASE(without_room_a_wait_site_requests_a_walk),
	KUNIT_CASE(without_room_a_return_probe_counts_itself),
	KUNIT_CASE(where_ends_are_seen_a_walk_counts_the_untracked),
	KUNIT_CASE(an_adopted_writer_is_preexisting),
	KUNIT_CASE(a_known_writer_is_not_adopted_again),
	KUNIT_CASE(without_room_nobody_is_adopted),
	KUNIT_CASE(a_view_shows_the_ring),
	KUNIT_CASE(a_view_of_an_earlier_wait_fails),
	KUNIT_CASE(once_closed_no_pipe_is_looked_at),
	{ }
};

struct kunit_suite ps_waits_suite = {
	.name = "pipescope-waits",
	.init = set_up,
	.exit = tear_down,
	.test_cases = cases,
};
