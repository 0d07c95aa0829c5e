// SPDX-License-Identifier: GPL-2.0-only
#include <linux/cpumask.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/pid_namespace.h>
#include <linux/sched.h>
#include <linux/string.h>

#include "account/accounts.h"
#include "account/registry.h"
#include "account/share.h"
#include "fake_worker.h"
#include "made_up.h"
#include "suites.h"

static const struct ps_counters nothing;

static struct ps_counters counters_of(struct ps_namespace *ns)
{
	struct ps_counters counters;

	ps_share_read_namespace(ns, &counters);
	return counters;
}

static void expect_account(struct kunit *test, struct ps_account *account,
			   u64 pipes, u64 pages)
{
	u64 got_pipes, got_pages;

	ps_account_read(account, &got_pipes, &got_pages);
	KUNIT_EXPECT_EQ(test, got_pipes, pipes);
	KUNIT_EXPECT_EQ(test, got_pages, pages);
}

static void expect_user(struct kunit *test, const struct ps_user *user,
			u64 pipes, u64 pages)
{
	u64 got_pipes, got_pages;

	ps_user_read(user, &got_pipes, &got_pages);
	KUNIT_EXPECT_EQ(test, got_pipes, pipes);
	KUNIT_EXPECT_EQ(test, got_pages, pages);
}

static void the_total_begins_with_nothing(struct kunit *test)
{
	struct ps_counters counters = made_up_total();

	KUNIT_EXPECT_EQ(test, memcmp(&counters, &nothing, sizeof(nothing)), 0);
}

static void a_pipe_is_counted(struct kunit *test)
{
	struct ps_account *account;
	struct ps_counters c;

	account = made_up_charge(&init_pid_ns, made_up_user(test, 0), 16);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, account);
	expect_account(test, account, 1, 16);
	c = counters_of(account->ns);
	PS_EXPECT_U64(test, c.pipes_created, 1);
	PS_EXPECT_U64(test, ps_counters_pipes(&c), 1);
	PS_EXPECT_U64(test, c.pages, 16);
	PS_EXPECT_U64(test, c.pipes_shrunk, 0);
}

static void a_shrunk_pipe_is_counted_as_such(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 0);

	ps_account_charge(&init_pid_ns, user, 2, PS_CREATED_SHRUNK);
	ps_account_charge(&init_pid_ns, user, 16, PS_CREATED);
	ps_account_charge(&init_pid_ns, user, 1, PS_CREATED_SHRUNK);
	PS_EXPECT_U64(test, made_up_total().pipes_created, 3);
	PS_EXPECT_U64(test, made_up_total().pipes_shrunk, 2);
	PS_EXPECT_U64(test, made_up_total().pages, 19);
}

static void an_adopted_pipe_was_not_created(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 0);
	struct ps_counters c;

	ps_account_charge(&init_pid_ns, user, 2, PS_ADOPTED);
	c = made_up_total();
	PS_EXPECT_U64(test, c.pipes_adopted, 1);
	PS_EXPECT_U64(test, c.pipes_created, 0);
	PS_EXPECT_U64(test, c.pipes_shrunk, 0);
	PS_EXPECT_U64(test, c.pages, 2);
	PS_EXPECT_U64(test, ps_counters_pipes(&c), 1);
}

static void an_account_tells_whose_it_is(struct kunit *test)
{
	struct pid_namespace *pid_ns = made_up_pid_ns(test, 4711);
	struct ps_account *account;

	account = made_up_charge(pid_ns, made_up_user(test, 1000), 16);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, account);
	KUNIT_EXPECT_EQ(test, ps_user_uid(account->user), (uid_t)1000);
	KUNIT_EXPECT_EQ(test, ps_namespace_inum(account->ns), 4711U);
}

static void pipes_of_one_user_in_one_namespace_share_an_account(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 0);
	struct ps_account *account = made_up_charge(&init_pid_ns, user, 16);

	KUNIT_EXPECT_PTR_EQ(test, made_up_charge(&init_pid_ns, user, 4), account);
	expect_account(test, account, 2, 20);
}

static void users_have_an_account_each(struct kunit *test)
{
	struct ps_account *a, *b;

	a = made_up_charge(&init_pid_ns, made_up_user(test, 1), 16);
	b = made_up_charge(&init_pid_ns, made_up_user(test, 2), 4);
	expect_account(test, a, 1, 16);
	expect_account(test, b, 1, 4);
	KUNIT_EXPECT_PTR_EQ(test, a->ns, b->ns);
	PS_EXPECT_U64(test, counters_of(a->ns).pages, 20);
}

static void namespaces_have_an_account_each(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 0);
	struct ps_account *a, *b;

	a = made_up_charge(&init_pid_ns, user, 16);
	b = made_up_charge(made_up_pid_ns(test, 1), user, 4);
	expect_account(test, a, 1, 16);
	expect_account(test, b, 1, 4);
	PS_EXPECT_U64(test, counters_of(a->ns).pages, 16);
	PS_EXPECT_U64(test, counters_of(b->ns).pages, 4);
	PS_EXPECT_U64(test, made_up_total().pages, 20);
}

static void a_user_has_the_pipes_of_all_namespaces(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 0);
	struct ps_account *a, *b;

	a = made_up_charge(&init_pid_ns, user, 16);
	b = made_up_charge(made_up_pid_ns(test, 1), user, 4);
	made_up_charge(&init_pid_ns, made_up_user(test, 1), 1);
	KUNIT_EXPECT_PTR_EQ(test, a->user, b->user);
	expect_user(test, a->user, 2, 20);
	ps_account_resize(b, 4, 8);
	ps_account_uncharge(a, 16, 0);
	expect_user(test, b->user, 1, 8);
}

static void an_account_holds_its_user_and_namespace(struct kunit *test)
{
	struct pid_namespace *pid_ns = made_up_pid_ns(test, 1);
	struct user_struct *user = made_up_user(test, 0);

	made_up_charge(pid_ns, user, 16);
	KUNIT_EXPECT_TRUE(test, made_up_user_is_held(user));
	KUNIT_EXPECT_TRUE(test, made_up_pid_ns_is_held(pid_ns));
}

static void a_pipe_that_is_gone_is_counted(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 0);
	struct ps_account *account = made_up_charge(&init_pid_ns, user, 16);

	made_up_charge(&init_pid_ns, user, 4);
	ps_account_uncharge(account, 16, 0);
	expect_account(test, account, 1, 4);
	PS_EXPECT_U64(test, made_up_total().pipes_destroyed, 1);
	PS_EXPECT_U64(test, made_up_total().pages, 4);
	PS_EXPECT_U64(test, made_up_total().pipes_unread, 0);
}

static void unread_data_is_counted(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 0);
	struct ps_account *account = made_up_charge(&init_pid_ns, user, 16);

	made_up_charge(&init_pid_ns, user, 16);
	made_up_charge(&init_pid_ns, user, 16);
	ps_account_uncharge(account, 16, 5);
	ps_account_uncharge(account, 16, 0);
	ps_account_uncharge(account, 16, 1);
	PS_EXPECT_U64(test, made_up_total().pipes_unread, 2);
	PS_EXPECT_U64(test, made_up_total().unread_bytes, 6);
}

static void a_resized_pipe_changes_the_pages_alone(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 0);
	struct ps_account *account = made_up_charge(&init_pid_ns, user, 16);

	ps_account_resize(account, 16, 256);
	expect_account(test, account, 1, 256);
	ps_account_resize(account, 256, 1);
	expect_account(test, account, 1, 1);
	PS_EXPECT_U64(test, made_up_total().pages, 1);
	PS_EXPECT_U64(test, made_up_total().pipes_created, 1);
	PS_EXPECT_U64(test, made_up_total().pipes_destroyed, 0);
}

static void the_peak_stays(struct kunit *test)
{
	struct ps_account *account;

	account = made_up_charge(&init_pid_ns, made_up_user(test, 0), 16);
	ps_account_resize(account, 16, 64);
	ps_account_resize(account, 64, 2);
	ps_account_uncharge(account, 2, 0);
	PS_EXPECT_U64(test, counters_of(account->ns).pages_peak, 64);
	PS_EXPECT_U64(test, made_up_total().pages_peak, 64);
}

static void the_total_peak_is_that_of_the_machine(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 0);
	struct ps_account *a, *b;

	a = made_up_charge(&init_pid_ns, user, 16);
	ps_account_uncharge(a, 16, 0);
	b = made_up_charge(made_up_pid_ns(test, 1), user, 20);
	PS_EXPECT_U64(test, made_up_total().pages_peak, 20);
	made_up_charge(&init_pid_ns, user, 8);
	PS_EXPECT_U64(test, made_up_total().pages_peak, 28);
	PS_EXPECT_U64(test, counters_of(a->ns).pages_peak, 16);
	PS_EXPECT_U64(test, counters_of(b->ns).pages_peak, 20);
}

/* From here on the current task runs on the last processor. */
static void move_to_last_cpu(struct kunit *test)
{
	KUNIT_ASSERT_NE(test, cpumask_last(cpu_online_mask), 0U);
	set_cpus_allowed_ptr(current, cpumask_of(cpumask_last(cpu_online_mask)));
}

static void processors_add_up(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 0);
	struct ps_account *account = made_up_charge(&init_pid_ns, user, 16);
	struct ps_namespace *ns = ps_namespace_block(&init_pid_ns);

	made_up_charge(&init_pid_ns, user, 4);
	move_to_last_cpu(test);
	ps_account_uncharge(account, 16, 7);
	ps_namespace_unblock(ns, 5, false);
	expect_account(test, account, 1, 4);
	expect_user(test, account->user, 1, 4);
	PS_EXPECT_U64(test, counters_of(ns).pages, 4);
	PS_EXPECT_U64(test, counters_of(ns).pipes_created, 2);
	PS_EXPECT_U64(test, counters_of(ns).pipes_destroyed, 1);
	PS_EXPECT_U64(test, counters_of(ns).writers_blocked, 0);
	PS_EXPECT_U64(test, counters_of(ns).blocks, 1);
	PS_EXPECT_U64(test, made_up_total().pages, 4);
}

/* A reader may see what one processor took away before what another added. */
static void no_sum_is_less_than_nothing(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 0);
	struct ps_account *account = made_up_charge(&init_pid_ns, user, 1);
	struct ps_counters c;

	move_to_last_cpu(test);
	ps_account_uncharge(account, 1, 0);
	ps_account_uncharge(account, 1, 0);
	ps_namespace_forget_block(account->ns, true);
	c = made_up_total();
	PS_EXPECT_U64(test, ps_counters_pipes(&c), 0);
	PS_EXPECT_U64(test, c.pages, 0);
	PS_EXPECT_U64(test, c.writers_blocked, 0);
	PS_EXPECT_U64(test, c.writers_stalled, 0);
	expect_account(test, account, 0, 0);
	expect_user(test, account->user, 0, 0);
}

static void a_peak_of_two_processors_is_an_upper_bound(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 0);
	unsigned int i;

	/* Each comes and goes, but never the pages of both at the same time. */
	for (i = 0; i < 2; i++) {
		ps_account_uncharge(made_up_charge(&init_pid_ns, user, 100), 100, 0);
		move_to_last_cpu(test);
	}
	KUNIT_EXPECT_GE(test, made_up_total().pages_peak, 100ULL);
	KUNIT_EXPECT_LE(test, made_up_total().pages_peak, 200ULL);
}

static void what_two_processors_have_is_in_the_peak(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 0);
	struct ps_account *account = made_up_charge(&init_pid_ns, user, 100);

	move_to_last_cpu(test);
	made_up_charge(&init_pid_ns, user, 2 * PS_PEAK_BATCH);
	made_up_charge(&init_pid_ns, user, 30);
	ps_account_uncharge(account, 2 * PS_PEAK_BATCH, 0);
	ps_account_uncharge(account, 100, 0);
	ps_account_uncharge(account, 30, 0);
	KUNIT_EXPECT_GE(test, made_up_total().pages_peak, 130ULL + 2 * PS_PEAK_BATCH);
	KUNIT_EXPECT_LE(test, made_up_total().pages_peak, 130ULL + 6 * PS_PEAK_BATCH);
	PS_EXPECT_U64(test, made_up_total().pages, 0);
}

/* More than a processor keeps to itself. */
static void a_large_peak_is_exact_on_one_processor(struct kunit *test)
{
	struct ps_account *account;

	account = made_up_charge(&init_pid_ns, made_up_user(test, 0), 16);
	ps_account_resize(account, 16, 10 * PS_PEAK_BATCH);
	ps_account_resize(account, 10 * PS_PEAK_BATCH, 1);
	PS_EXPECT_U64(test, counters_of(account->ns).pages_peak, 10 * PS_PEAK_BATCH);
	PS_EXPECT_U64(test, made_up_total().pages_peak, 10 * PS_PEAK_BATCH);
	ps_account_resize(account, 1, 11 * PS_PEAK_BATCH);
	PS_EXPECT_U64(test, made_up_total().pages_peak, 11 * PS_PEAK_BATCH);
}

/* Those share one, which is as exact. */
static void an_account_without_a_slot_is_counted(struct kunit *test)
{
	struct ps_account *account;

	made_up_charge(&init_pid_ns, made_up_user(test, 0), 1);
	while (ps_host_take_slot() != PS_NO_SLOT)
		;
	account = made_up_charge(&init_pid_ns, made_up_user(test, 1), 16);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, account);
	KUNIT_EXPECT_EQ(test, account->slot, PS_NO_SLOT);
	expect_account(test, account, 1, 16);
	PS_EXPECT_U64(test, counters_of(account->ns).pages, 17);
	PS_EXPECT_U64(test, counters_of(account->ns).pages_peak, 17);
	move_to_last_cpu(test);
	ps_account_uncharge(account, 16, 0);
	expect_account(test, account, 0, 0);
	PS_EXPECT_U64(test, counters_of(account->ns).pages, 1);
	PS_EXPECT_U64(test, made_up_total().pages, 1);
}

static void without_room_for_a_namespace_nothing_is_counted(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 0);
	unsigned int i;

	for (i = 0; i < MADE_UP_NAMESPACES; i++)
		KUNIT_EXPECT_TRUE(test, made_up_charge(made_up_pid_ns(test, i),
						       user, 16));
	KUNIT_EXPECT_TRUE(test, !made_up_charge(made_up_pid_ns(test, i), user, 16));
	KUNIT_EXPECT_TRUE(test, !ps_namespace_block(made_up_pid_ns(test, i)));
	ps_namespace_refuse(made_up_pid_ns(test, i));
	PS_EXPECT_U64(test, made_up_total().pipes_created, MADE_UP_NAMESPACES);
	PS_EXPECT_U64(test, made_up_total().pages, 16 * MADE_UP_NAMESPACES);
	PS_EXPECT_U64(test, made_up_total().writers_blocked, 0);
	PS_EXPECT_U64(test, made_up_total().pipes_refused, 0);
}

static void without_room_for_an_account_nothing_is_counted(struct kunit *test)
{
	struct user_struct *one_more = made_up_user(test, MADE_UP_ACCOUNTS);
	unsigned int i;

	for (i = 0; i < MADE_UP_ACCOUNTS; i++)
		KUNIT_EXPECT_TRUE(test, made_up_charge(&init_pid_ns,
						       made_up_user(test, i), 16));
	KUNIT_EXPECT_TRUE(test, !made_up_charge(&init_pid_ns, one_more, 16));
	KUNIT_EXPECT_FALSE(test, made_up_user_is_held(one_more));
	PS_EXPECT_U64(test, made_up_total().pipes_created, MADE_UP_ACCOUNTS);
	PS_EXPECT_U64(test, made_up_total().pages, 16 * MADE_UP_ACCOUNTS);
}

static void a_full_registry_still_counts_the_known(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 0);
	struct ps_account *account = made_up_charge(&init_pid_ns, user, 16);
	unsigned int i;

	for (i = 1; i <= MADE_UP_ACCOUNTS; i++)
		made_up_charge(&init_pid_ns, made_up_user(test, i), 16);
	KUNIT_EXPECT_PTR_EQ(test, made_up_charge(&init_pid_ns, user, 4), account);
	expect_account(test, account, 2, 20);
}

static void what_is_new_wakes_the_worker(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 0);

	made_up_charge(&init_pid_ns, user, 16);
	PS_EXPECT_U64(test, fake_worker_due(), 0);
	fake_worker_forget();
	made_up_charge(&init_pid_ns, user, 16);
	PS_EXPECT_U64(test, fake_worker_due(), U64_MAX);
	made_up_charge(&init_pid_ns, made_up_user(test, 1), 16);
	PS_EXPECT_U64(test, fake_worker_due(), 0);
}

static void a_refused_pipe_is_counted(struct kunit *test)
{
	struct ps_counters expected = { .pipes_refused = 2 };
	struct ps_counters counters;

	ps_namespace_refuse(&init_pid_ns);
	ps_namespace_refuse(&init_pid_ns);
	counters = made_up_total();
	KUNIT_EXPECT_EQ(test, memcmp(&counters, &expected, sizeof(expected)), 0);
}

static void a_blocked_writer_is_counted_while_it_waits(struct kunit *test)
{
	struct ps_namespace *ns = ps_namespace_block(&init_pid_ns);

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, ns);
	KUNIT_EXPECT_PTR_EQ(test, ps_namespace_block(&init_pid_ns), ns);
	PS_EXPECT_U64(test, made_up_total().writers_blocked, 2);
	PS_EXPECT_U64(test, made_up_total().blocks, 0);
	ps_namespace_unblock(ns, 5000000, false);
	PS_EXPECT_U64(test, made_up_total().writers_blocked, 1);
	PS_EXPECT_U64(test, made_up_total().blocks, 1);
	PS_EXPECT_U64(test, made_up_total().blocked_nsec, 5000000);
	PS_EXPECT_U64(test, made_up_total().histogram[1], 1);
	PS_EXPECT_U64(test, made_up_total().stalls, 0);
}

static void a_stalled_writer_is_counted_while_it_waits(struct kunit *test)
{
	struct ps_namespace *ns = ps_namespace_block(&init_pid_ns);

	ps_namespace_block(&init_pid_ns);
	ps_namespace_stall(ns);
	PS_EXPECT_U64(test, made_up_total().writers_blocked, 2);
	PS_EXPECT_U64(test, made_up_total().writers_stalled, 1);
	ps_namespace_unblock(ns, 1, true);
	PS_EXPECT_U64(test, made_up_total().writers_blocked, 1);
	PS_EXPECT_U64(test, made_up_total().writers_stalled, 0);
	PS_EXPECT_U64(test, made_up_total().stalls, 1);
}

static void a_writer_can_be_merely_blocked_again(struct kunit *test)
{
	struct ps_namespace *ns = ps_namespace_block(&init_pid_ns);

	ps_namespace_stall(ns);
	ps_namespace_unstall(ns);
	PS_EXPECT_U64(test, made_up_total().writers_stalled, 0);
	PS_EXPECT_U64(test, made_up_total().writers_blocked, 1);
	PS_EXPECT_U64(test, made_up_total().stalls, 1);
}

static void a_wait_that_was_none_is_no_block(struct kunit *test)
{
	struct ps_namespace *ns = ps_namespace_block(&init_pid_ns);
	struct ps_counters counters;

	ps_namespace_forget_block(ns, false);
	counters = made_up_total();
	KUNIT_EXPECT_EQ(test, memcmp(&counters, &nothing, sizeof(nothing)), 0);
	ps_namespace_block(&init_pid_ns);
	ps_namespace_stall(ns);
	ps_namespace_forget_block(ns, true);
	PS_EXPECT_U64(test, made_up_total().writers_stalled, 0);
	PS_EXPECT_U64(test, made_up_total().blocks, 0);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(the_total_begins_with_nothing),
	KUNIT_CASE(a_pipe_is_counted),
	KUNIT_CASE(a_shrunk_pipe_is_counted_as_such),
	KUNIT_CASE(an_adopted_pipe_was_not_created),
	KUNIT_CASE(an_account_tells_whose_it_is),
	KUNIT_CASE(pipes_of_one_user_in_one_namespace_share_an_account),
	KUNIT_CASE(users_have_an_account_each),
	KUNIT_CASE(namespaces_have_an_account_each),
	KUNIT_CASE(a_user_has_the_pipes_of_all_namespaces),
	KUNIT_CASE(an_account_holds_its_user_and_namespace),
	KUNIT_CASE(a_pipe_that_is_gone_is_counted),
	KUNIT_CASE(unread_data_is_counted),
	KUNIT_CASE(a_resized_pipe_changes_the_pages_alone),
	KUNIT_CASE(the_peak_stays),
	KUNIT_CASE(the_total_peak_is_that_of_the_machine),
	KUNIT_CASE(processors_add_up),
	KUNIT_CASE(no_sum_is_less_than_nothing),
	KUNIT_CASE(a_peak_of_two_processors_is_an_upper_bound),
	KUNIT_CASE(what_two_processors_have_is_in_the_peak),
	KUNIT_CASE(a_large_peak_is_exact_on_one_processor),
	KUNIT_CASE(an_account_without_a_slot_is_counted),
	KUNIT_CASE(without_room_for_a_namespace_nothing_is_counted),
	KUNIT_CASE(without_room_for_an_account_nothing_is_counted),
	KUNIT_CASE(a_full_registry_still_counts_the_known),
	KUNIT_CASE(what_is_new_wakes_the_worker),
	KUNIT_CASE(a_refused_pipe_is_counted),
	KUNIT_CASE(a_blocked_writer_is_counted_while_it_waits),
	KUNIT_CASE(a_stalled_writer_is_counted_while_it_waits),
	KUNIT_CASE(a_writer_can_be_merely_blocked_again),
	KUNIT_CASE(a_wait_that_was_none_is_no_block),
	{ }
};

struct kunit_suite ps_accounts_suite = {
	.name = "pipescope-accounts",
	.init = made_up_accounts_init,
	.exit = made_up_accounts_exit,
	.test_cases = cases,
};
