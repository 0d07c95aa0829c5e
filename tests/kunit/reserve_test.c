// SPDX-License-Identifier: GPL-2.0-only
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "core/reserve.h"
#include "fake_worker.h"
#include "suites.h"

#define TARGET 100
#define LIMIT 400

struct object {
	u8 bytes[100];
};

static struct ps_reserve reserve;
static struct object *taken[LIMIT];
static unsigned int nr_taken;

static bool take(void)
{
	struct object *object = ps_reserve_take(&reserve);

	if (object)
		taken[nr_taken++] = object;
	return object;
}

static void give(void)
{
	ps_reserve_give(&reserve, taken[--nr_taken]);
}

static void take_what_is_free(void)
{
	while (nr_taken < ARRAY_SIZE(taken) && take())
		;
}

static void take_all_that_may_exist(void)
{
	do {
		ps_reserve_top_up(&reserve);
	} while (nr_taken < ARRAY_SIZE(taken) && take());
}

static unsigned int nr_in_magazines(void)
{
	unsigned int cpu, nr = 0;

	for_each_possible_cpu(cpu)
		nr += per_cpu_ptr(reserve.magazines, cpu)->free.nr;
	return nr;
}

static int set_up(struct kunit *test)
{
	/* So that there are magazines of others. */
	set_cpus_allowed_ptr(current, cpumask_of(0));
	nr_taken = 0;
	fake_worker_forget();
	return ps_reserve_init(&reserve, sizeof(struct object), TARGET, LIMIT);
}

static void tear_down(struct kunit *test)
{
	while (nr_taken)
		give();
	ps_reserve_exit(&reserve);
}

static void it_begins_with_its_target(struct kunit *test)
{
	take_what_is_free();
	KUNIT_EXPECT_EQ(test, nr_taken, (unsigned int)TARGET);
}

static void an_empty_one_gives_nothing(struct kunit *test)
{
	take_what_is_free();
	KUNIT_EXPECT_FALSE(test, take());
	KUNIT_EXPECT_FALSE(test, take());
}

static void objects_differ(struct kunit *test)
{
	unsigned int i, j, same = 0;

	take_all_that_may_exist();
	for (i = 0; i < nr_taken; i++)
		for (j = 0; j < i; j++)
			same += taken[i] == taken[j];
	KUNIT_EXPECT_EQ(test, same, 0U);
}

static void topping_up_makes_more(struct kunit *test)
{
	take_what_is_free();
	KUNIT_EXPECT_EQ(test, ps_reserve_top_up(&reserve), 0);
	KUNIT_EXPECT_EQ(test, reserve.depot.nr, (unsigned int)TARGET);
	KUNIT_EXPECT_EQ(test, reserve.nr_objects, 2U * TARGET);
	KUNIT_EXPECT_TRUE(test, take());
}

static void topping_up_a_full_one_changes_nothing(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, ps_reserve_top_up(&reserve), 0);
	KUNIT_EXPECT_EQ(test, reserve.depot.nr, (unsigned int)TARGET);
	KUNIT_EXPECT_EQ(test, reserve.nr_objects, (unsigned int)TARGET);
}

static void no_more_exist_than_the_limit(struct kunit *test)
{
	take_all_that_may_exist();
	KUNIT_EXPECT_EQ(test, nr_taken, (unsigned int)LIMIT);
	KUNIT_EXPECT_EQ(test, ps_reserve_top_up(&reserve), 0);
	KUNIT_EXPECT_TRUE(test, !ps_reserve_take(&reserve));
	KUNIT_EXPECT_EQ(test, reserve.nr_objects, (unsigned int)LIMIT);
}

static void what_is_given_back_can_be_taken_at_the_limit(struct kunit *test)
{
	take_all_that_may_exist();
	give();
	KUNIT_EXPECT_TRUE(test, take());
	KUNIT_EXPECT_TRUE(test, !ps_reserve_take(&reserve));
}

static void a_limit_below_the_target_holds(struct kunit *test)
{
	struct ps_reserve small;
	void *object;

	KUNIT_ASSERT_EQ(test, ps_reserve_init(&small, sizeof(struct object),
					      TARGET, 1), 0);
	KUNIT_EXPECT_EQ(test, small.nr_objects, 1U);
	object = ps_reserve_take(&small);
	KUNIT_EXPECT_TRUE(test, object && !ps_reserve_take(&small));
	ps_reserve_give(&small, object);
	ps_reserve_exit(&small);
}

static void a_processor_takes_a_batch(struct kunit *test)
{
	take();
	KUNIT_EXPECT_EQ(test, reserve.depot.nr, TARGET - reserve.batch);
	KUNIT_EXPECT_EQ(test, nr_in_magazines(), reserve.batch - 1);
}

static void taking_and_giving_in_turns_leaves_the_depot_alone(struct kunit *test)
{
	unsigned int i;

	take();
	for (i = 0; i < 10 * reserve.batch; i++) {
		give();
		take();
	}
	KUNIT_EXPECT_EQ(test, reserve.depot.nr, TARGET - reserve.batch);
	KUNIT_EXPECT_EQ(test, nr_in_magazines(), reserve.batch - 1);
}

static void a_processor_keeps_less_than_two_batches(struct kunit *test)
{
	take_what_is_free();
	while (nr_taken) {
		give();
		KUNIT_EXPECT_LT(test, nr_in_magazines(), 2 * reserve.batch);
	}
	KUNIT_EXPECT_EQ(test, reserve.depot.nr + nr_in_magazines(),
			(unsigned int)TARGET);
}

/* At the limit those of the last processor are all that is left. */
static void what_another_processor_keeps_can_be_taken(struct kunit *test)
{
	struct ps_magazine *last;

	KUNIT_ASSERT_NE(test, cpumask_last(cpu_possible_mask), 0U);
	take_all_that_may_exist();
	last = per_cpu_ptr(reserve.magazines, cpumask_last(cpu_possible_mask));
	ps_stack_push(&last->free, taken[--nr_taken]);
	ps_stack_push(&last->free, taken[--nr_taken]);
	KUNIT_EXPECT_TRUE(test, ps_reserve_has_room(&reserve));
	KUNIT_EXPECT_TRUE(test, take());
	KUNIT_EXPECT_TRUE(test, take());
	KUNIT_EXPECT_FALSE(test, take());
	KUNIT_EXPECT_FALSE(test, ps_reserve_has_room(&reserve));
}

static void a_depot_below_half_of_its_target_wakes_the_worker(struct kunit *test)
{
	while (reserve.depot.nr >= TARGET / 2) {
		KUNIT_EXPECT_EQ(test, fake_worker_due(), U64_MAX);
		KUNIT_ASSERT_TRUE(test, take());
	}
	KUNIT_EXPECT_EQ(test, fake_worker_due(), 0ULL);
	ps_reserve_top_up(&reserve);
	fake_worker_forget();
	take();
	KUNIT_EXPECT_EQ(test, fake_worker_due(), U64_MAX);
}

static void a_magazine_is_bounded_in_bytes(struct kunit *test)
{
	struct ps_reserve large;

	KUNIT_EXPECT_EQ(test, reserve.batch, 20U);
	KUNIT_ASSERT_EQ(test, ps_reserve_init(&large, PS_MAGAZINE_SIZE, 1, 1), 0);
	KUNIT_EXPECT_EQ(test, large.batch, 1U);
	ps_reserve_exit(&large);
}

static void it_does_not_where_the_limit_leaves_no_room(struct kunit *test)
{
	take_all_that_may_exist();
	fake_worker_forget();
	take();
	KUNIT_EXPECT_EQ(test, fake_worker_due(), U64_MAX);
}

static void it_has_room_until_the_limit_is_taken(struct kunit *test)
{
	take_what_is_free();
	KUNIT_EXPECT_TRUE(test, ps_reserve_has_room(&reserve));
	take_all_that_may_exist();
	KUNIT_EXPECT_FALSE(test, ps_reserve_has_room(&reserve));
	give();
	KUNIT_EXPECT_TRUE(test, ps_reserve_has_room(&reserve));
}

static void what_is_far_too_much_is_freed(struct kunit *test)
{
	take_all_that_may_exist();
	while (nr_taken > 1)
		give();
	ps_reserve_top_up(&reserve);
	KUNIT_EXPECT_EQ(test, reserve.depot.nr, 2U * TARGET);
	KUNIT_EXPECT_EQ(test, reserve.nr_objects,
			2U * TARGET + nr_in_magazines() + 1);
}

static void an_exit_frees_all(struct kunit *test)
{
	struct ps_reserve other;

	KUNIT_ASSERT_EQ(test, ps_reserve_init(&other, sizeof(struct object),
					      TARGET, LIMIT), 0);
	ps_reserve_give(&other, ps_reserve_take(&other));
	ps_reserve_exit(&other);
	KUNIT_EXPECT_EQ(test, other.nr_objects, 0U);
	KUNIT_EXPECT_EQ(test, other.depot.nr, 0U);
}

static void without_memory_there_is_none(struct kunit *test)
{
	struct ps_reserve large;

	KUNIT_EXPECT_EQ(test, ps_reserve_init(&large, 2 * KMALLOC_MAX_SIZE,
					      TARGET, LIMIT), -ENOMEM);
	KUNIT_EXPECT_EQ(test, large.nr_objects, 0U);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(it_begins_with_its_target),
	KUNIT_CASE(an_empty_one_gives_nothing),
	KUNIT_CASE(objects_differ),
	KUNIT_CASE(topping_up_makes_more),
	KUNIT_CASE(topping_up_a_full_one_changes_nothing),
	KUNIT_CASE(no_more_exist_than_the_limit),
	KUNIT_CASE(what_is_given_back_can_be_taken_at_the_limit),
	KUNIT_CASE(a_limit_below_the_target_holds),
	KUNIT_CASE(a_processor_takes_a_batch),
	KUNIT_CASE(taking_and_giving_in_turns_leaves_the_depot_alone),
	KUNIT_CASE(a_processor_keeps_less_than_two_batches),
	KUNIT_CASE(what_another_processor_keeps_can_be_taken),
	KUNIT_CASE(a_depot_below_half_of_its_target_wakes_the_worker),
	KUNIT_CASE(a_magazine_is_bounded_in_bytes),
	KUNIT_CASE(it_does_not_where_the_limit_leaves_no_room),
	KUNIT_CASE(it_has_room_until_the_limit_is_taken),
	KUNIT_CASE(what_is_far_too_much_is_freed),
	KUNIT_CASE(an_exit_frees_all),
	KUNIT_CASE(without_memory_there_is_none),
	{ }
};

struct kunit_suite ps_reserve_suite = {
	.name = "pipescope-reserve",
	.init = set_up,
	.exit = tear_down,
	.test_cases = cases,
};
