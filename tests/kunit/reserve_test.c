// SPDX-License-Identifier: GPL-2.0-only
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "core/reserve.h"
#include "suites.h"

#define TARGET 4
#define LIMIT 20

struct object {
	struct hlist_node node;
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

static void take_all_that_may_exist(void)
{
	do {
		ps_reserve_top_up(&reserve);
	} while (nr_taken < ARRAY_SIZE(taken) && take());
}

static int set_up(struct kunit *test)
{
	nr_taken = 0;
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
	unsigned int i;

	for (i = 0; i < TARGET; i++)
		KUNIT_EXPECT_TRUE(test, take());
}

static void an_empty_one_gives_nothing(struct kunit *test)
{
	while (nr_taken < TARGET && take())
		;
	KUNIT_EXPECT_FALSE(test, take());
	KUNIT_EXPECT_FALSE(test, take());
}

static void objects_differ(struct kunit *test)
{
	unsigned int i, j;

	take_all_that_may_exist();
	for (i = 0; i < nr_taken; i++)
		for (j = 0; j < i; j++)
			KUNIT_EXPECT_TRUE(test, taken[i] != taken[j]);
}

static void topping_up_makes_more(struct kunit *test)
{
	while (nr_taken < TARGET && take())
		;
	KUNIT_EXPECT_EQ(test, ps_reserve_top_up(&reserve), 0);
	KUNIT_EXPECT_EQ(test, reserve.nr_free, (unsigned int)TARGET);
	KUNIT_EXPECT_EQ(test, reserve.nr_objects, 2U * TARGET);
	KUNIT_EXPECT_TRUE(test, take());
}

static void topping_up_a_full_one_changes_nothing(struct kunit *test)
{
	KUNIT_EXPECT_EQ(test, ps_reserve_top_up(&reserve), 0);
	KUNIT_EXPECT_EQ(test, reserve.nr_free, (unsigned int)TARGET);
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

	KUNIT_ASSERT_EQ(test, ps_reserve_init(&small, sizeof(struct object),
					      TARGET, 1), 0);
	KUNIT_EXPECT_EQ(test, small.nr_objects, 1U);
	KUNIT_EXPECT_FALSE(test, ps_reserve_is_low(&small));
	ps_reserve_exit(&small);
}

static void it_is_low_below_half_of_its_target(struct kunit *test)
{
	KUNIT_EXPECT_FALSE(test, ps_reserve_is_low(&reserve));
	take();
	take();
	KUNIT_EXPECT_FALSE(test, ps_reserve_is_low(&reserve));
	take();
	KUNIT_EXPECT_TRUE(test, ps_reserve_is_low(&reserve));
	ps_reserve_top_up(&reserve);
	KUNIT_EXPECT_FALSE(test, ps_reserve_is_low(&reserve));
}

static void a_target_of_one_is_low_when_empty(struct kunit *test)
{
	struct ps_reserve small;
	void *object;

	KUNIT_ASSERT_EQ(test, ps_reserve_init(&small, sizeof(struct object), 1,
					      LIMIT), 0);
	KUNIT_EXPECT_FALSE(test, ps_reserve_is_low(&small));
	object = ps_reserve_take(&small);
	KUNIT_EXPECT_TRUE(test, ps_reserve_is_low(&small));
	ps_reserve_give(&small, object);
	ps_reserve_exit(&small);
}

static void it_is_not_low_where_the_limit_leaves_no_room(struct kunit *test)
{
	take_all_that_may_exist();
	KUNIT_EXPECT_FALSE(test, ps_reserve_is_low(&reserve));
}

static void it_has_room_until_the_limit_is_taken(struct kunit *test)
{
	while (nr_taken < TARGET && take())
		;
	KUNIT_EXPECT_TRUE(test, ps_reserve_has_room(&reserve));
	take_all_that_may_exist();
	KUNIT_EXPECT_FALSE(test, ps_reserve_has_room(&reserve));
	give();
	KUNIT_EXPECT_TRUE(test, ps_reserve_has_room(&reserve));
}

static void twice_the_target_is_kept(struct kunit *test)
{
	take_all_that_may_exist();
	while (nr_taken > LIMIT - 2 * TARGET)
		give();
	ps_reserve_top_up(&reserve);
	KUNIT_EXPECT_EQ(test, reserve.nr_free, 2U * TARGET);
	KUNIT_EXPECT_EQ(test, reserve.nr_objects, (unsigned int)LIMIT);
}

static void what_is_far_too_much_is_freed(struct kunit *test)
{
	take_all_that_may_exist();
	while (nr_taken > 1)
		give();
	ps_reserve_top_up(&reserve);
	KUNIT_EXPECT_EQ(test, reserve.nr_free, 2U * TARGET);
	KUNIT_EXPECT_EQ(test, reserve.nr_objects, 2U * TARGET + 1);
}

static void an_exit_frees_all(struct kunit *test)
{
	struct ps_reserve other;

	KUNIT_ASSERT_EQ(test, ps_reserve_init(&other, sizeof(struct object),
					      TARGET, LIMIT), 0);
	ps_reserve_exit(&other);
	KUNIT_EXPECT_EQ(test, other.nr_objects, 0U);
	KUNIT_EXPECT_EQ(test, other.nr_free, 0U);
	KUNIT_EXPECT_TRUE(test, !ps_reserve_take(&other));
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
	KUNIT_CASE(it_is_low_below_half_of_its_target),
	KUNIT_CASE(a_target_of_one_is_low_when_empty),
	KUNIT_CASE(it_is_not_low_where_the_limit_leaves_no_room),
	KUNIT_CASE(it_has_room_until_the_limit_is_taken),
	KUNIT_CASE(twice_the_target_is_kept),
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
