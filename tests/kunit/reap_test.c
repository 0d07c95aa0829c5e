// SPDX-License-Identifier: GPL-2.0-only
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/pid_namespace.h>

#include "account/accounts.h"
#include "account/registry.h"
#include "account/share.h"
#include "fake_worker.h"
#include "made_up.h"
#include "suites.h"

#define NOTICE_MSEC 1000
#define LINGER_MSEC 2000

/**
 * struct result - what a reap said
 * @reaped: what it took out
 * @nr_accounts: how many accounts
 * @nr_users: how many uids
 * @nr_namespaces: how many namespaces
 * @again: when to come back
 */
struct result {
	struct ps_reaped reaped;
	unsigned int nr_accounts;
	unsigned int nr_users;
	unsigned int nr_namespaces;
	u64 again;
};

static unsigned int length(const struct list_head *list)
{
	const struct list_head *at;
	unsigned int length = 0;

	list_for_each(at, list)
		length++;
	return length;
}

static void reap_only(struct result *result)
{
	result->again = ps_registry_reap(&result->reaped, false);
	result->nr_accounts = length(&result->reaped.accounts);
	result->nr_users = length(&result->reaped.users);
	result->nr_namespaces = length(&result->reaped.namespaces);
}

static void reap(struct result *result)
{
	reap_only(result);
	ps_registry_release(&result->reaped);
}

static u64 reap_again(void)
{
	struct result result;

	reap(&result);
	return result.again;
}

static void expect_reaped(struct kunit *test, unsigned int accounts,
			  unsigned int namespaces)
{
	struct result result;

	reap(&result);
	KUNIT_EXPECT_EQ(test, result.nr_accounts, accounts);
	KUNIT_EXPECT_EQ(test, result.nr_namespaces, namespaces);
}

/* An account whose only pipe is gone. */
static struct ps_account *made_up_idle(struct pid_namespace *pid_ns,
				       struct user_struct *user)
{
	struct ps_account *account = made_up_charge(pid_ns, user, 16);

	ps_account_uncharge(account, 16, 0);
	return account;
}

/* The worker has seen its pipes for so long. */
static void age(struct ps_account *account, unsigned int msec)
{
	struct ps_tally tally;

	ps_share_read_account(account, &tally);
	account->seen_empty = tally.made == tally.gone ? tally.made : 0;
	account->idle_since = get_jiffies_64() - msecs_to_jiffies(msec);
}

static u64 pipes_of(struct ps_account *account)
{
	u64 pipes, pages;

	ps_account_read(account, &pipes, &pages);
	return pipes;
}

static void what_has_pipes_stays(struct kunit *test)
{
	struct ps_account *account;
	struct result result;

	account = made_up_charge(&init_pid_ns, made_up_user(test, 0), 16);
	age(account, 10 * LINGER_MSEC);
	reap(&result);
	KUNIT_EXPECT_EQ(test, result.nr_accounts, 0U);
	KUNIT_EXPECT_EQ(test, result.nr_namespaces, 0U);
	PS_EXPECT_U64(test, result.again, U64_MAX);
}

static void an_idle_account_lingers(struct kunit *test)
{
	struct result result;

	age(made_up_idle(&init_pid_ns, made_up_user(test, 0)), LINGER_MSEC / 2);
	reap(&result);
	KUNIT_EXPECT_EQ(test, result.nr_accounts, 0U);
	KUNIT_EXPECT_LE(test, result.again, (u64)LINGER_MSEC);
}

static void an_account_goes_when_idle_for_long(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 0);

	age(made_up_idle(&init_pid_ns, user), LINGER_MSEC);
	expect_reaped(test, 1, 0);
	KUNIT_EXPECT_FALSE(test, made_up_user_is_held(user));
	expect_reaped(test, 0, 0);
}

static void a_new_pipe_keeps_an_idle_account(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 0);
	struct ps_account *account = made_up_idle(&init_pid_ns, user);

	age(account, LINGER_MSEC);
	KUNIT_EXPECT_PTR_EQ(test, made_up_charge(&init_pid_ns, user, 4), account);
	expect_reaped(test, 0, 0);
}

static void the_last_pipe_wakes_the_worker_for_later(struct kunit *test)
{
	struct pid_namespace *pid_ns = made_up_pid_ns(test, 1);
	struct user_struct *user = made_up_user(test, 0);
	struct ps_account *account = made_up_charge(pid_ns, user, 16);

	made_up_charge(pid_ns, user, 16);
	fake_worker_forget();
	ps_account_uncharge(account, 16, 0);
	PS_EXPECT_U64(test, fake_worker_due(), U64_MAX);
	ps_account_uncharge(account, 16, 0);
	PS_EXPECT_U64(test, fake_worker_due(), NOTICE_MSEC);
}

/* There no processor knows which is the last one. */
static void each_run_makes_the_host_ask_once(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 0);
	struct ps_account *account = made_up_charge(&init_pid_ns, user, 16);
	unsigned int i;

	for (i = 0; i < 3; i++)
		made_up_charge(&init_pid_ns, user, 16);
	for (i = 0; i < 2; i++) {
		fake_worker_forget();
		ps_account_uncharge(account, 16, 0);
		PS_EXPECT_U64(test, fake_worker_due(), NOTICE_MSEC);
		fake_worker_forget();
		ps_account_uncharge(account, 16, 0);
		PS_EXPECT_U64(test, fake_worker_due(), U64_MAX);
		reap_again();
	}
}

static void an_account_begins_to_linger_when_seen(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 0);
	struct ps_account *account = made_up_idle(&init_pid_ns, user);

	account->idle_since = get_jiffies_64() - msecs_to_jiffies(LINGER_MSEC);
	expect_reaped(test, 0, 0);
	age(account, LINGER_MSEC);
	made_up_idle(&init_pid_ns, user);
	expect_reaped(test, 0, 0);
	age(account, LINGER_MSEC);
	expect_reaped(test, 1, 0);
}

static void a_pipe_that_was_there_for_long_makes_it_linger_too(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 0);
	struct ps_account *account = made_up_charge(&init_pid_ns, user, 16);

	expect_reaped(test, 0, 0);
	age(account, 10 * LINGER_MSEC);
	ps_account_uncharge(account, 16, 0);
	expect_reaped(test, 0, 0);
}

static void a_slot_is_free_again_without_its_account(struct kunit *test)
{
	struct ps_account *account;
	struct result result;
	int slot;

	account = made_up_idle(&init_pid_ns, made_up_user(test, 0));
	slot = account->slot;
	age(account, LINGER_MSEC);
	reap_only(&result);
	account = made_up_charge(&init_pid_ns, made_up_user(test, 1), 16);
	/* The old one may still be read. */
	KUNIT_EXPECT_NE(test, account->slot, slot);
	ps_registry_release(&result.reaped);
	account = made_up_charge(&init_pid_ns, made_up_user(test, 2), 4);
	KUNIT_EXPECT_EQ(test, account->slot, slot);
	PS_EXPECT_U64(test, pipes_of(account), 1);
}

static void an_account_taken_out_is_not_charged(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 0);
	struct ps_account *old = made_up_idle(&init_pid_ns, user);
	struct ps_account *account;
	struct result result;

	age(old, LINGER_MSEC);
	reap_only(&result);
	account = made_up_charge(&init_pid_ns, user, 16);
	KUNIT_EXPECT_TRUE(test, account && account != old);
	PS_EXPECT_U64(test, pipes_of(old), 0);
	ps_registry_release(&result.reaped);
	PS_EXPECT_U64(test, pipes_of(account), 1);
	KUNIT_EXPECT_TRUE(test, made_up_user_is_held(user));
}

static void an_account_makes_room_for_another(struct kunit *test)
{
	unsigned int i;

	for (i = 1; i < MADE_UP_ACCOUNTS; i++)
		made_up_charge(&init_pid_ns, made_up_user(test, i), 16);
	age(made_up_idle(&init_pid_ns, made_up_user(test, 0)), LINGER_MSEC);
	KUNIT_EXPECT_TRUE(test, !made_up_charge(&init_pid_ns,
						made_up_user(test, i), 16));
	reap_again();
	KUNIT_EXPECT_TRUE(test, made_up_charge(&init_pid_ns,
					       made_up_user(test, i), 16));
}

static void a_user_goes_with_its_last_account(struct kunit *test)
{
	struct pid_namespace *pid_ns = made_up_pid_ns(test, 1);
	struct user_struct *user = made_up_user(test, 0);
	struct result result;

	age(made_up_idle(&init_pid_ns, user), LINGER_MSEC);
	made_up_idle(pid_ns, user);
	reap(&result);
	KUNIT_EXPECT_EQ(test, result.nr_accounts, 1U);
	KUNIT_EXPECT_EQ(test, result.nr_users, 0U);
	made_up_pid_ns_kill(pid_ns);
	reap(&result);
	KUNIT_EXPECT_EQ(test, result.nr_accounts, 1U);
	KUNIT_EXPECT_EQ(test, result.nr_users, 1U);
}

static void a_user_stays_while_the_kernel_counts_pipes(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 0);
	struct result result;

	atomic_long_set(&user->pipe_bufs, 1);
	age(made_up_idle(&init_pid_ns, user), LINGER_MSEC);
	reap(&result);
	KUNIT_EXPECT_EQ(test, result.nr_accounts, 1U);
	KUNIT_EXPECT_EQ(test, result.nr_users, 0U);
	KUNIT_EXPECT_TRUE(test, made_up_user_is_held(user));
	atomic_long_set(&user->pipe_bufs, 0);
	reap(&result);
	KUNIT_EXPECT_EQ(test, result.nr_users, 1U);
	KUNIT_EXPECT_FALSE(test, made_up_user_is_held(user));
}

static void a_noted_user_needs_no_account(struct kunit *test)
{
	struct user_struct *user = made_up_user(test, 0);
	struct result result;

	atomic_long_set(&user->pipe_bufs, 16);
	ps_registry_note_user(user);
	ps_registry_note_user(user);
	KUNIT_EXPECT_EQ(test, length(&ps_users), 1U);
	KUNIT_EXPECT_TRUE(test, made_up_user_is_held(user));
	atomic_long_set(&user->pipe_bufs, 0);
	reap(&result);
	KUNIT_EXPECT_EQ(test, result.nr_users, 1U);
}

static void a_living_namespace_stays(struct kunit *test)
{
	struct pid_namespace *pid_ns = made_up_pid_ns(test, 1);

	age(made_up_idle(pid_ns, made_up_user(test, 0)), LINGER_MSEC);
	expect_reaped(test, 1, 0);
	KUNIT_EXPECT_TRUE(test, made_up_pid_ns_is_held(pid_ns));
}

static void a_dead_namespace_goes_with_its_accounts(struct kunit *test)
{
	struct pid_namespace *pid_ns = made_up_pid_ns(test, 1);
	struct user_struct *user = made_up_user(test, 0);

	made_up_idle(pid_ns, user);
	made_up_idle(pid_ns, made_up_user(test, 1));
	made_up_pid_ns_kill(pid_ns);
	expect_reaped(test, 2, 1);
	made_up_pid_ns_revive(pid_ns);
	KUNIT_EXPECT_FALSE(test, made_up_pid_ns_is_held(pid_ns));
	KUNIT_EXPECT_FALSE(test, made_up_user_is_held(user));
}

static void a_dead_namespace_stays_while_it_has_pipes(struct kunit *test)
{
	struct pid_namespace *pid_ns = made_up_pid_ns(test, 1);
	struct ps_account *account;

	account = made_up_charge(pid_ns, made_up_user(test, 0), 16);
	made_up_pid_ns_kill(pid_ns);
	expect_reaped(test, 0, 0);
	fake_worker_forget();
	ps_account_uncharge(account, 16, 0);
	/* Soon, but the kernel has to give the pages back first. */
	KUNIT_EXPECT_GT(test, fake_worker_due(), (u64)0);
	KUNIT_EXPECT_LT(test, fake_worker_due(), (u64)1000);
	expect_reaped(test, 1, 1);
}

static void a_dead_namespace_stays_while_a_writer_is_blocked(struct kunit *test)
{
	struct pid_namespace *pid_ns = made_up_pid_ns(test, 1);
	struct ps_namespace *ns = ps_namespace_block(pid_ns);

	made_up_pid_ns_kill(pid_ns);
	expect_reaped(test, 0, 0);
	fake_worker_forget();
	ps_namespace_unblock(ns, 1, false);
	PS_EXPECT_U64(test, fake_worker_due(), 0);
	expect_reaped(test, 0, 1);
}

static void a_namespace_that_only_refused_goes_too(struct kunit *test)
{
	struct pid_namespace *pid_ns = made_up_pid_ns(test, 1);
	struct ps_counters total;

	ps_namespace_refuse(pid_ns);
	expect_reaped(test, 0, 0);
	made_up_pid_ns_kill(pid_ns);
	expect_reaped(test, 0, 1);
	ps_accounts_total(&total);
	PS_EXPECT_U64(test, total.pipes_refused, 1);
}

static void a_dying_namespace_is_looked_at_again(struct kunit *test)
{
	struct pid_namespace *pid_ns = made_up_pid_ns(test, 1);

	made_up_charge(pid_ns, made_up_user(test, 0), 16);
	PS_EXPECT_U64(test, reap_again(), U64_MAX);
	fake_worker_forget();
	ps_namespace_dying(pid_ns);
	PS_EXPECT_U64(test, fake_worker_due(), 0);
	KUNIT_EXPECT_LT(test, reap_again(), (u64)1000);
	made_up_pid_ns_kill(pid_ns);
	PS_EXPECT_U64(test, reap_again(), U64_MAX);
}

static void an_unknown_namespace_dies_unnoticed(struct kunit *test)
{
	fake_worker_forget();
	ps_namespace_dying(made_up_pid_ns(test, 1));
	PS_EXPECT_U64(test, fake_worker_due(), U64_MAX);
}

static void the_total_keeps_those_that_are_gone(struct kunit *test)
{
	struct pid_namespace *pid_ns = made_up_pid_ns(test, 1);
	struct ps_account *account;
	struct ps_counters total;

	account = made_up_charge(pid_ns, made_up_user(test, 0), 16);
	ps_account_uncharge(account, 16, 5);
	ps_namespace_unblock(ps_namespace_block(pid_ns), 70, false);
	made_up_pid_ns_kill(pid_ns);
	expect_reaped(test, 1, 1);
	made_up_charge(&init_pid_ns, made_up_user(test, 0), 4);
	ps_namespace_unblock(ps_namespace_block(&init_pid_ns), 7, false);
	ps_accounts_total(&total);
	PS_EXPECT_U64(test, total.pipes_created, 2);
	PS_EXPECT_U64(test, total.pipes_destroyed, 1);
	PS_EXPECT_U64(test, total.unread_bytes, 5);
	PS_EXPECT_U64(test, total.pages, 4);
	PS_EXPECT_U64(test, total.pages_peak, 16);
	PS_EXPECT_U64(test, total.blocks, 2);
	PS_EXPECT_U64(test, total.blocked_nsec, 77);
	PS_EXPECT_U64(test, total.blocked_nsec_max, 70);
}

static void a_namespace_with_the_number_of_a_dead_one_is_new(struct kunit *test)
{
	struct pid_namespace *dead = made_up_pid_ns(test, 1);
	struct pid_namespace *alive = made_up_pid_ns(test, 1);
	struct user_struct *user = made_up_user(test, 0);
	struct ps_account *old = made_up_charge(dead, user, 16);
	struct ps_account *account;

	made_up_pid_ns_kill(dead);
	account = made_up_charge(alive, user, 4);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, account);
	KUNIT_EXPECT_TRUE(test, account->ns != old->ns);
	PS_EXPECT_U64(test, account->ns->own.counters.pages, 4);
	ps_account_uncharge(old, 16, 0);
	expect_reaped(test, 1, 1);
	PS_EXPECT_U64(test, account->ns->own.counters.pages, 4);
	PS_EXPECT_U64(test, account->ns->own.counters.pipes_destroyed, 0);
}

static void a_namespace_where_a_dead_one_was_is_new(struct kunit *test)
{
	struct pid_namespace *pid_ns = made_up_pid_ns(test, 1);
	struct user_struct *user = made_up_user(test, 0);
	struct ps_account *account = made_up_idle(pid_ns, user);
	struct ps_counters total;

	made_up_pid_ns_kill(pid_ns);
	reap_again();
	made_up_pid_ns_revive(pid_ns);
	account = made_up_charge(pid_ns, user, 4);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, account);
	PS_EXPECT_U64(test, account->ns->own.counters.pipes_created, 1);
	PS_EXPECT_U64(test, account->ns->own.counters.pages_peak, 4);
	ps_accounts_total(&total);
	PS_EXPECT_U64(test, total.pipes_created, 2);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(what_has_pipes_stays),
	KUNIT_CASE(an_idle_account_lingers),
	KUNIT_CASE(an_account_goes_when_idle_for_long),
	KUNIT_CASE(a_new_pipe_keeps_an_idle_account),
	KUNIT_CASE(the_last_pipe_wakes_the_worker_for_later),
	KUNIT_CASE(each_run_makes_the_host_ask_once),
	KUNIT_CASE(an_account_begins_to_linger_when_seen),
	KUNIT_CASE(a_pipe_that_was_there_for_long_makes_it_linger_too),
	KUNIT_CASE(a_slot_is_free_again_without_its_account),
	KUNIT_CASE(an_account_taken_out_is_not_charged),
	KUNIT_CASE(an_account_makes_room_for_another),
	KUNIT_CASE(a_user_goes_with_its_last_account),
	KUNIT_CASE(a_user_stays_while_the_kernel_counts_pipes),
	KUNIT_CASE(a_noted_user_needs_no_account),
	KUNIT_CASE(a_living_namespace_stays),
	KUNIT_CASE(a_dead_namespace_goes_with_its_accounts),
	KUNIT_CASE(a_dead_namespace_stays_while_it_has_pipes),
	KUNIT_CASE(a_dead_namespace_stays_while_a_writer_is_blocked),
	KUNIT_CASE(a_namespace_that_only_refused_goes_too),
	KUNIT_CASE(a_dying_namespace_is_looked_at_again),
	KUNIT_CASE(an_unknown_namespace_dies_unnoticed),
	KUNIT_CASE(the_total_keeps_those_that_are_gone),
	KUNIT_CASE(a_namespace_with_the_number_of_a_dead_one_is_new),
	KUNIT_CASE(a_namespace_where_a_dead_one_was_is_new),
	{ }
};

struct kunit_suite ps_reap_suite = {
	.name = "pipescope-reap",
	.init = made_up_accounts_init,
	.exit = made_up_accounts_exit,
	.test_cases = cases,
};
