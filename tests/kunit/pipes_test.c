// SPDX-License-Identifier: GPL-2.0-only
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/pid_namespace.h>
#include <linux/pipe_fs_i.h>

#include "account/accounts.h"
#include "account/counters.h"
#include "core/requests.h"
#include "facts.h"
#include "fake_worker.h"
#include "made_up.h"
#include "suites.h"
#include "track/pipes.h"

static struct user_struct *user;

static struct ps_pipe_facts facts_of(const struct pipe_inode_info *pipe)
{
	struct ps_pipe_facts facts;

	ps_pipe_describe(pipe, &facts);
	return facts;
}

static struct pipe_inode_info *created(struct kunit *test, unsigned int slots)
{
	struct pipe_inode_info *pipe = made_up_pipe(test, user, slots);

	ps_pipe_created(pipe);
	return pipe;
}

/* Leaves no room for another pipe. */
static void create_all(struct kunit *test)
{
	int i;

	for (i = 0; i < MADE_UP_PIPES; i++)
		created(test, 16);
}

static void a_created_pipe_is_described(struct kunit *test)
{
	struct ps_pipe_facts facts = facts_of(created(test, 16));

	KUNIT_EXPECT_NE(test, facts.id, 0ULL);
	KUNIT_EXPECT_EQ(test, facts.namespace, init_pid_ns.ns.inum);
	KUNIT_EXPECT_EQ(test, facts.uid, (uid_t)1000);
	KUNIT_EXPECT_EQ(test, facts.slots, 16U);
	KUNIT_EXPECT_EQ(test, facts.slots_created, 16U);
	KUNIT_EXPECT_FALSE(test, facts.shrunk);
	KUNIT_EXPECT_FALSE(test, facts.adopted);
}

static void an_unknown_pipe_has_no_id(struct kunit *test)
{
	struct ps_pipe_facts facts = facts_of(made_up_pipe(test, user, 4));

	PS_EXPECT_U64(test, facts.id, 0);
	KUNIT_EXPECT_EQ(test, facts.uid, (uid_t)1000);
	KUNIT_EXPECT_EQ(test, facts.slots, 4U);
}

static void ids_are_not_repeated(struct kunit *test)
{
	struct pipe_inode_info *pipe = created(test, 16);
	u64 first = facts_of(pipe).id;

	ps_pipe_destroyed(pipe);
	ps_pipe_created(pipe);
	KUNIT_EXPECT_GT(test, facts_of(pipe).id, first);
}

static void two_slots_are_shrunk_and_three_are_not(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, facts_of(created(test, 1)).shrunk);
	KUNIT_EXPECT_TRUE(test, facts_of(created(test, 2)).shrunk);
	KUNIT_EXPECT_FALSE(test, facts_of(created(test, 3)).shrunk);
	PS_EXPECT_U64(test, made_up_total().pipes_shrunk, 2);
}

static void a_destroyed_pipe_leaves_what_nobody_read(struct kunit *test)
{
	struct pipe_inode_info *pipe = created(test, 16);

	made_up_pipe_fill(pipe, 3, 100);
	ps_pipe_destroyed(pipe);
	PS_EXPECT_U64(test, facts_of(pipe).id, 0);
	PS_EXPECT_U64(test, made_up_total().pages, 0);
	PS_EXPECT_U64(test, made_up_total().pipes_destroyed, 1);
	PS_EXPECT_U64(test, made_up_total().pipes_unread, 1);
	PS_EXPECT_U64(test, made_up_total().unread_bytes, 300);
}

static void a_resize_is_charged(struct kunit *test)
{
	struct pipe_inode_info *pipe = created(test, 16);

	pipe->nr_accounted = 64;
	ps_pipe_resized(pipe);
	PS_EXPECT_U64(test, made_up_total().pages, 64);
	KUNIT_EXPECT_EQ(test, facts_of(pipe).slots, 64U);
	KUNIT_EXPECT_EQ(test, facts_of(pipe).slots_created, 16U);
	PS_EXPECT_U64(test, ps_pipes_corrected(), 0);
}

static void a_resize_of_an_unknown_pipe_is_ignored(struct kunit *test)
{
	ps_pipe_resized(made_up_pipe(test, user, 64));
	PS_EXPECT_U64(test, made_up_total().pages, 0);
}

static void an_unseen_resize_is_corrected_at_the_end(struct kunit *test)
{
	struct pipe_inode_info *pipe = created(test, 16);

	pipe->nr_accounted = 32;
	ps_pipe_destroyed(pipe);
	PS_EXPECT_U64(test, made_up_total().pages, 0);
	PS_EXPECT_U64(test, made_up_total().pages_peak, 32);
	PS_EXPECT_U64(test, ps_pipes_corrected(), 1);
}

static void an_unseen_end_is_noticed_by_the_next_pipe_there(struct kunit *test)
{
	struct pipe_inode_info *pipe = created(test, 16);

	pipe->nr_accounted = 4;
	ps_pipe_created(pipe);
	PS_EXPECT_U64(test, made_up_total().pages, 4);
	PS_EXPECT_U64(test, made_up_total().pipes_created, 2);
	PS_EXPECT_U64(test, made_up_total().pipes_destroyed, 1);
	PS_EXPECT_U64(test, ps_pipes_corrected(), 1);
}

static void without_room_a_pipe_is_untracked(struct kunit *test)
{
	struct pipe_inode_info *pipe;

	create_all(test);
	KUNIT_EXPECT_FALSE(test, ps_pipes_have_room());
	fake_worker_forget();
	pipe = created(test, 16);
	PS_EXPECT_U64(test, facts_of(pipe).id, 0);
	PS_EXPECT_U64(test, ps_pipes_untracked(), 1);
	PS_EXPECT_U64(test, made_up_total().pipes_created, MADE_UP_PIPES);
	KUNIT_EXPECT_EQ(test, ps_requests_pending(), PS_REQUEST_PIPES);
	PS_EXPECT_U64(test, fake_worker_due(), PS_REQUEST_DELAY_MSEC);
}

static void without_room_an_unseen_end_is_still_noticed(struct kunit *test)
{
	struct pipe_inode_info *pipe = created(test, 16);
	int i;

	for (i = 1; i < MADE_UP_PIPES; i++)
		created(test, 16);
	ps_pipe_created(pipe);
	PS_EXPECT_U64(test, facts_of(pipe).id, 0);
	PS_EXPECT_U64(test, made_up_total().pipes_destroyed, 1);
	PS_EXPECT_U64(test, ps_pipes_untracked(), 1);
}

static void the_end_of_an_untracked_pipe_requests_a_walk(struct kunit *test)
{
	struct pipe_inode_info *pipe;

	create_all(test);
	pipe = created(test, 16);
	ps_requests_reset(0);
	ps_pipe_destroyed(pipe);
	PS_EXPECT_U64(test, ps_pipes_untracked(), 0);
	PS_EXPECT_U64(test, made_up_total().pipes_destroyed, 0);
	KUNIT_EXPECT_EQ(test, ps_requests_pending(), PS_REQUEST_PIPES);
	/* Nor does an unknown pipe's end bring the number below 0. */
	ps_pipe_destroyed(made_up_pipe(test, user, 16));
	PS_EXPECT_U64(test, ps_pipes_untracked(), 0);
}

static void the_end_of_a_tracked_pipe_needs_no_walk(struct kunit *test)
{
	ps_pipe_destroyed(created(test, 16));
	KUNIT_EXPECT_EQ(test, ps_requests_pending(), 0);
}

static void an_adopted_pipe_is_charged_once(struct kunit *test)
{
	struct pid_namespace *pid_ns = made_up_pid_ns(test, 4711);
	struct pipe_inode_info *pipe = made_up_pipe(test, user, 16);

	KUNIT_EXPECT_EQ(test, ps_pipe_adopt(pipe, pid_ns), PS_ADOPTION_DONE);
	KUNIT_EXPECT_EQ(test, ps_pipe_adopt(pipe, &init_pid_ns), PS_ADOPTION_KNOWN);
	KUNIT_EXPECT_TRUE(test, facts_of(pipe).adopted);
	KUNIT_EXPECT_EQ(test, facts_of(pipe).namespace, 4711U);
	PS_EXPECT_U64(test, made_up_total().pipes_adopted, 1);
	PS_EXPECT_U64(test, made_up_total().pipes_created, 0);
	PS_EXPECT_U64(test, made_up_total().pages, 16);
}

static void adoption_heals_what_found_no_room(struct kunit *test)
{
	struct pipe_inode_info *pipe, *tracked = created(test, 16);
	int i;

	for (i = 1; i < MADE_UP_PIPES; i++)
		created(test, 16);
	pipe = created(test, 16);
	KUNIT_EXPECT_EQ(test, ps_pipe_adopt(pipe, &init_pid_ns), PS_ADOPTION_NO_ROOM);
	PS_EXPECT_U64(test, ps_pipes_untracked(), 1);
	ps_pipe_destroyed(tracked);
	KUNIT_EXPECT_EQ(test, ps_pipe_adopt(pipe, &init_pid_ns), PS_ADOPTION_DONE);
	PS_EXPECT_U64(test, ps_pipes_untracked(), 0);
}

static void adoption_corrects_an_unseen_resize(struct kunit *test)
{
	struct pipe_inode_info *pipe = created(test, 16);

	pipe->nr_accounted = 8;
	KUNIT_EXPECT_EQ(test, ps_pipe_adopt(pipe, &init_pid_ns), PS_ADOPTION_KNOWN);
	PS_EXPECT_U64(test, made_up_total().pages, 8);
	PS_EXPECT_U64(test, ps_pipes_corrected(), 1);
}

static void adoption_leaves_a_resize_in_progress_alone(struct kunit *test)
{
	struct pipe_inode_info *pipe = created(test, 16);

	mutex_lock(&pipe->mutex);
	pipe->nr_accounted = 8;
	ps_pipe_adopt(pipe, &init_pid_ns);
	PS_EXPECT_U64(test, made_up_total().pages, 16);
	ps_pipe_resized(pipe);
	mutex_unlock(&pipe->mutex);
	PS_EXPECT_U64(test, made_up_total().pages, 8);
	PS_EXPECT_U64(test, ps_pipes_corrected(), 0);
}

static void a_walk_corrects_the_untracked_unless_they_changed(struct kunit *test)
{
	create_all(test);
	created(test, 16);
	ps_pipes_set_untracked(0, 5);
	PS_EXPECT_U64(test, ps_pipes_untracked(), 1);
	ps_pipes_set_untracked(1, 5);
	PS_EXPECT_U64(test, ps_pipes_untracked(), 5);
}

static void a_refused_pipe_is_counted(struct kunit *test)
{
	ps_pipe_refused();
	PS_EXPECT_U64(test, made_up_total().pipes_refused, 1);
	PS_EXPECT_U64(test, made_up_total().pipes_created, 0);
}

static int set_up(struct kunit *test)
{
	user = made_up_user(test, 1000);
	return made_up_track_init(test, 1);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(a_created_pipe_is_described),
	KUNIT_CASE(an_unknown_pipe_has_no_id),
	KUNIT_CASE(ids_are_not_repeated),
	KUNIT_CASE(two_slots_are_shrunk_and_three_are_not),
	KUNIT_CASE(a_destroyed_pipe_leaves_what_nobody_read),
	KUNIT_CASE(a_resize_is_charged),
	KUNIT_CASE(a_resize_of_an_unknown_pipe_is_ignored),
	KUNIT_CASE(an_unseen_resize_is_corrected_at_the_end),
	KUNIT_CASE(an_unseen_end_is_noticed_by_the_next_pipe_there),
	KUNIT_CASE(without_room_a_pipe_is_untracked),
	KUNIT_CASE(without_room_an_unseen_end_is_still_noticed),
	KUNIT_CASE(the_end_of_an_untracked_pipe_requests_a_walk),
	KUNIT_CASE(the_end_of_a_tracked_pipe_needs_no_walk),
	KUNIT_CASE(an_adopted_pipe_is_charged_once),
	KUNIT_CASE(adoption_heals_what_found_no_room),
	KUNIT_CASE(adoption_corrects_an_unseen_resize),
	KUNIT_CASE(adoption_leaves_a_resize_in_progress_alone),
	KUNIT_CASE(a_walk_corrects_the_untracked_unless_they_changed),
	KUNIT_CASE(a_refused_pipe_is_counted),
	{ }
};

struct kunit_suite ps_pipes_suite = {
	.name = "pipescope-pipes",
	.init = set_up,
	.exit = made_up_track_exit,
	.test_cases = cases,
};
