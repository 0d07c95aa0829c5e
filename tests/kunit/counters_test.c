// SPDX-License-Identifier: GPL-2.0-only
#include <linux/kernel.h>
#include <linux/string.h>

#include "account/counters.h"
#include "suites.h"

static void a_bucket_begins_where_the_one_before_ends(struct kunit *test)
{
	static const u64 bounds[] = {
		1000000ULL,		/* 1 ms */
		10000000ULL,
		100000000ULL,
		1000000000ULL,		/* 1 s */
		10000000000ULL,
		100000000000ULL,
		1000000000000ULL,	/* 1000 s */
	};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(bounds); i++) {
		KUNIT_EXPECT_EQ(test, ps_histogram_bucket(bounds[i] - 1), i);
		KUNIT_EXPECT_EQ(test, ps_histogram_bucket(bounds[i]), i + 1);
	}
}

static void the_outer_buckets_have_no_outer_bound(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, ps_histogram_bucket(0), 0U);
	KUNIT_EXPECT_EQ(test, ps_histogram_bucket(10000000000000ULL), 7U);
	KUNIT_EXPECT_EQ(test, ps_histogram_bucket(U64_MAX), 7U);
}

static void waits_are_counted_and_summed(struct kunit *test)
{
	struct ps_counters c = { };

	ps_counters_record_wait(&c, 0);
	ps_counters_record_wait(&c, 70);
	ps_counters_record_wait(&c, 7);
	PS_EXPECT_U64(test, c.blocks, 3);
	PS_EXPECT_U64(test, c.blocked_nsec, 77);
}

static void the_longest_wait_is_kept(struct kunit *test)
{
	struct ps_counters c = { };

	ps_counters_record_wait(&c, 7);
	PS_EXPECT_U64(test, c.blocked_nsec_max, 7);
	ps_counters_record_wait(&c, 70);
	ps_counters_record_wait(&c, 8);
	PS_EXPECT_U64(test, c.blocked_nsec_max, 70);
}

static void every_wait_is_in_one_bucket(struct kunit *test)
{
	struct ps_counters c = { };
	unsigned int i;
	u64 nsec = 1;

	for (i = 0; i < PS_HISTOGRAM_BUCKETS; i++) {
		ps_counters_record_wait(&c, nsec * 999999);
		ps_counters_record_wait(&c, nsec * 999999);
		nsec *= 10;
	}
	for (i = 0; i < PS_HISTOGRAM_BUCKETS; i++)
		KUNIT_EXPECT_EQ_MSG(test, c.histogram[i], (u64)2, "bucket %u", i);
}

static void a_wait_changes_nothing_else(struct kunit *test)
{
	struct ps_counters expected = {
		.blocks = 1,
		.blocked_nsec = 5,
		.blocked_nsec_max = 5,
		.histogram = { 1 },
	};
	struct ps_counters c = { };

	ps_counters_record_wait(&c, 5);
	KUNIT_EXPECT_EQ(test, memcmp(&c, &expected, sizeof(c)), 0);
}

static void adding_sums_every_counter(struct kunit *test)
{
	struct ps_counters sum = {
		1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 0, 15,
		{ 16, 17, 18, 19, 20, 21, 22, 23 },
	};
	const struct ps_counters more = {
		100, 200, 300, 400, 500, 600, 700, 800, 900, 1000, 1100, 1200,
		1300, 0, 1500, { 1600, 1700, 1800, 1900, 2000, 2100, 2200, 2300 },
	};
	const struct ps_counters expected = {
		101, 202, 303, 404, 505, 606, 707, 808, 909, 1010, 1111, 1212,
		1313, 0, 1515, { 1616, 1717, 1818, 1919, 2020, 2121, 2222, 2323 },
	};

	ps_counters_add(&sum, &more);
	KUNIT_EXPECT_EQ(test, memcmp(&sum, &expected, sizeof(sum)), 0);
}

static void adding_keeps_the_longer_wait(struct kunit *test)
{
	const struct ps_counters shorter = { .blocked_nsec_max = 8 };
	const struct ps_counters longer = { .blocked_nsec_max = 10 };
	struct ps_counters sum = { .blocked_nsec_max = 9 };

	ps_counters_add(&sum, &shorter);
	PS_EXPECT_U64(test, sum.blocked_nsec_max, 9);
	ps_counters_add(&sum, &longer);
	PS_EXPECT_U64(test, sum.blocked_nsec_max, 10);
}

static void pipes_are_those_that_came_and_did_not_go(struct kunit *test)
{
	const struct ps_counters c = {
		.pipes_created = 50,
		.pipes_adopted = 7,
		.pipes_destroyed = 20,
		.pipes_refused = 3,
	};

	PS_EXPECT_U64(test, ps_counters_pipes(&c), 37);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(a_bucket_begins_where_the_one_before_ends),
	KUNIT_CASE(the_outer_buckets_have_no_outer_bound),
	KUNIT_CASE(waits_are_counted_and_summed),
	KUNIT_CASE(the_longest_wait_is_kept),
	KUNIT_CASE(every_wait_is_in_one_bucket),
	KUNIT_CASE(a_wait_changes_nothing_else),
	KUNIT_CASE(adding_sums_every_counter),
	KUNIT_CASE(adding_keeps_the_longer_wait),
	KUNIT_CASE(pipes_are_those_that_came_and_did_not_go),
	{ }
};

struct kunit_suite ps_counters_suite = {
	.name = "pipescope-counters",
	.test_cases = cases,
};
