// SPDX-License-Identifier: GPL-2.0-only
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/math64.h>
#include <linux/pipe_fs_i.h>
#include <linux/sched.h>
#include <linux/time64.h>

#include "account/accounts.h"
#include "account/counters.h"
#include "facts.h"
#include "fake_worker.h"
#include "made_up.h"
#include "suites.h"
#include "track/pipes.h"
#include "track/stall.h"
#include "track/stalled.h"
#include "track/waits.h"

#define THRESHOLD_MSEC 1000
#define SLOTS 2
/* More than one scan reports. */
#define MANY 70

/* The writer is the test's own thread; it only says that it waits. */
static struct pipe_inode_info *pipe;
static struct ps_wait_facts reported;
static unsigned int nr_reported;
static int report_result;

static int report(const struct ps_wait_facts *facts)
{
	reported = *facts;
	nr_reported++;
	return report_result;
}

/* Lets a task's wait have begun @msec earlier. */
static void age_wait(struct kunit *test, struct task_struct *task,
		     unsigned int msec)
{
	struct hlist_bl_head *bucket = ps_table_bucket(&ps_waits, task);
	struct ps_wait *wait;

	hlist_bl_lock(bucket);
	wait = ps_to_wait(ps_table_find(bucket, task));
	if (wait)
		wait->since -= (u64)msec * NSEC_PER_MSEC;
	hlist_bl_unlock(bucket);
	KUNIT_ASSERT_TRUE(test, !!wait);
}

/* The current task has been blocked for @msec on a full pipe. */
static void block_for(struct kunit *test, unsigned int msec,
		      enum ps_operation operation)
{
	made_up_pipe_fill(pipe, SLOTS, 4096);
	ps_wait_begin(pipe, operation, true);
	age_wait(test, current, msec);
}

static void nobody_is_blocked(struct kunit *test)
{
	PS_EXPECT_U64(test, ps_stall_scan(report), U64_MAX);
	KUNIT_EXPECT_EQ(test, nr_reported, 0U);
}

static void a_writer_below_the_threshold_is_looked_at_in_time(struct kunit *test)
{
	u64 again;

	block_for(test, THRESHOLD_MSEC - 500, PS_OPERATION_WRITE);
	again = ps_stall_scan(report);
	KUNIT_EXPECT_LE(test, again, 501ULL);
	KUNIT_EXPECT_GT(test, again, 0ULL);
	KUNIT_EXPECT_EQ(test, nr_reported, 0U);
	KUNIT_EXPECT_EQ(test, ps_stalled_count(), 0U);
}

static void a_stalled_writer_is_reported_once(struct kunit *test)
{
	block_for(test, THRESHOLD_MSEC, PS_OPERATION_WRITE);
	PS_EXPECT_U64(test, ps_stall_scan(report), U64_MAX);
	KUNIT_EXPECT_EQ(test, nr_reported, 1U);
	KUNIT_EXPECT_EQ(test, reported.tid, current->pid);
	KUNIT_EXPECT_STREQ(test, reported.comm, current->comm);
	KUNIT_EXPECT_EQ(test, reported.slots_used, (unsigned int)SLOTS);
	KUNIT_EXPECT_TRUE(test, ps_stall_holds(&reported));
	KUNIT_EXPECT_EQ(test, ps_stalled_count(), 1U);
	PS_EXPECT_U64(test, made_up_total().writers_stalled, 1);
	PS_EXPECT_U64(test, made_up_total().stalls, 1);
	ps_stall_scan(report);
	KUNIT_EXPECT_EQ(test, nr_reported, 1U);
	PS_EXPECT_U64(test, made_up_total().stalls, 1);
}

static void the_end_of_a_stall_wakes_the_worker(struct kunit *test)
{
	block_for(test, THRESHOLD_MSEC, PS_OPERATION_WRITE);
	ps_stall_scan(report);
	fake_worker_forget();
	ps_wait_end(PS_END_ROOM);
	PS_EXPECT_U64(test, fake_worker_due(), 0);
	KUNIT_EXPECT_EQ(test, ps_stalled_count(), 0U);
	KUNIT_EXPECT_FALSE(test, ps_stall_holds(&reported));
	PS_EXPECT_U64(test, made_up_total().writers_stalled, 0);
	PS_EXPECT_U64(test, made_up_total().stalls, 1);
}

static void a_later_wait_is_not_the_one_reported(struct kunit *test)
{
	block_for(test, THRESHOLD_MSEC, PS_OPERATION_WRITE);
	ps_stall_scan(report);
	ps_wait_end(PS_END_ROOM);
	block_for(test, THRESHOLD_MSEC, PS_OPERATION_WRITE);
	KUNIT_EXPECT_FALSE(test, ps_stall_holds(&reported));
	ps_stall_scan(report);
	KUNIT_EXPECT_EQ(test, nr_reported, 2U);
	KUNIT_EXPECT_TRUE(test, ps_stall_holds(&reported));
}

static void a_writer_that_was_given_room_has_not_stalled(struct kunit *test)
{
	block_for(test, THRESHOLD_MSEC, PS_OPERATION_WRITE);
	pipe->tail = 1;
	KUNIT_EXPECT_LT(test, ps_stall_scan(report), (u64)THRESHOLD_MSEC);
	KUNIT_EXPECT_EQ(test, nr_reported, 0U);
	KUNIT_EXPECT_EQ(test, ps_stalled_count(), 0U);
}

static void an_open_stalls_whatever_the_pipe_contains(struct kunit *test)
{
	block_for(test, THRESHOLD_MSEC, PS_OPERATION_OPEN);
	pipe->tail = pipe->head;
	ps_stall_scan(report);
	KUNIT_EXPECT_EQ(test, nr_reported, 1U);
	KUNIT_EXPECT_EQ(test, reported.operation, PS_OPERATION_OPEN);
}

static void a_report_that_fails_is_tried_again_soon(struct kunit *test)
{
	report_result = -ENOMEM;
	block_for(test, THRESHOLD_MSEC, PS_OPERATION_WRITE);
	KUNIT_EXPECT_LT(test, ps_stall_scan(report), (u64)THRESHOLD_MSEC);
	report_result = 0;
	PS_EXPECT_U64(test, ps_stall_scan(report), U64_MAX);
	KUNIT_EXPECT_EQ(test, nr_reported, 2U);
	PS_EXPECT_U64(test, made_up_total().stalls, 1);
}

static void a_report_without_room_waits_for_an_end(struct kunit *test)
{
	report_result = -ENOSPC;
	block_for(test, THRESHOLD_MSEC, PS_OPERATION_WRITE);
	PS_EXPECT_U64(test, ps_stall_scan(report), U64_MAX);
	KUNIT_EXPECT_EQ(test, ps_stalled_count(), 1U);
}

static void a_raised_threshold_ends_the_stall_only(struct kunit *test)
{
	block_for(test, THRESHOLD_MSEC, PS_OPERATION_WRITE);
	ps_stall_scan(report);
	ps_stalled_set_threshold(60 * THRESHOLD_MSEC);
	PS_EXPECT_U64(test, ps_stall_scan(report), 0);
	KUNIT_EXPECT_FALSE(test, ps_stall_holds(&reported));
	KUNIT_EXPECT_EQ(test, ps_stalled_count(), 0U);
	PS_EXPECT_U64(test, made_up_total().writers_stalled, 0);
	PS_EXPECT_U64(test, made_up_total().writers_blocked, 1);
}

static void a_lowered_threshold_reaches_those_who_wait(struct kunit *test)
{
	block_for(test, THRESHOLD_MSEC / 2, PS_OPERATION_WRITE);
	fake_worker_forget();
	KUNIT_EXPECT_EQ(test, ps_stalled_set_threshold(THRESHOLD_MSEC / 2), 0);
	PS_EXPECT_U64(test, fake_worker_due(), 0);
	ps_stall_scan(report);
	KUNIT_EXPECT_EQ(test, nr_reported, 1U);
}

static void a_threshold_out_of_range_is_refused(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, ps_stalled_set_threshold(PS_STALLED_THRESHOLD_MIN_MSEC - 1), -EINVAL);
	KUNIT_EXPECT_EQ(test, ps_stalled_set_threshold(PS_STALLED_THRESHOLD_MAX_MSEC + 1), -EINVAL);
	KUNIT_EXPECT_EQ(test, ps_stalled_threshold(), (unsigned int)THRESHOLD_MSEC);
}

static void many_stalled_writers_are_reported_by_several_scans(struct kunit *test)
{
	struct task_struct *tasks;
	int i;

	tasks = kunit_kzalloc(test, MANY * sizeof(*tasks), GFP_KERNEL);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, tasks);
	made_up_pipe_fill(pipe, SLOTS, 4096);
	for (i = 0; i < MANY; i++) {
		ps_wait_adopt(&tasks[i], pipe, PS_OPERATION_WRITE, -1, 0);
		age_wait(test, &tasks[i], THRESHOLD_MSEC);
	}
	PS_EXPECT_U64(test, ps_stall_scan(report), 0);
	KUNIT_EXPECT_GT(test, nr_reported, 0U);
	KUNIT_EXPECT_LT(test, nr_reported, (unsigned int)MANY);
	KUNIT_EXPECT_EQ(test, ps_stalled_count(), (unsigned int)MANY);
	PS_EXPECT_U64(test, ps_stall_scan(report), U64_MAX);
	KUNIT_EXPECT_EQ(test, nr_reported, (unsigned int)MANY);
}

static void once_closed_nobody_stalls(struct kunit *test)
{
	block_for(test, THRESHOLD_MSEC, PS_OPERATION_WRITE);
	ps_waits_close();
	ps_stall_scan(report);
	KUNIT_EXPECT_EQ(test, nr_reported, 0U);
	KUNIT_EXPECT_EQ(test, ps_stalled_count(), 0U);
}

static int set_up(struct kunit *test)
{
	pipe = made_up_pipe(test, made_up_user(test, 1000), SLOTS);
	nr_reported = 0;
	report_result = 0;
	ps_stalled_reset();
	ps_stalled_set_threshold(THRESHOLD_MSEC);
	return made_up_track_init(test, MANY);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(nobody_is_blocked),
	KUNIT_CASE(a_writer_below_the_threshold_is_looked_at_in_time),
	KUNIT_CASE(a_stalled_writer_is_reported_once),
	KUNIT_CASE(the_end_of_a_stall_wakes_the_worker),
	KUNIT_CASE(a_later_wait_is_not_the_one_reported),
	KUNIT_CASE(a_writer_that_was_given_room_has_not_stalled),
	KUNIT_CASE(an_open_stalls_whatever_the_pipe_contains),
	KUNIT_CASE(a_report_that_fails_is_tried_again_soon),
	KUNIT_CASE(a_report_without_room_waits_for_an_end),
	KUNIT_CASE(a_raised_threshold_ends_the_stall_only),
	KUNIT_CASE(a_lowered_threshold_reaches_those_who_wait),
	KUNIT_CASE(a_threshold_out_of_range_is_refused),
	KUNIT_CASE(many_stalled_writers_are_reported_by_several_scans),
	KUNIT_CASE(once_closed_nobody_stalls),
	{ }
};

struct kunit_suite ps_stall_suite = {
	.name = "pipescope-stall",
	.init = set_up,
	.exit = made_up_track_exit,
	.test_cases = cases,
};
