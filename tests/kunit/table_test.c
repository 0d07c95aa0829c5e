// SPDX-License-Identifier: GPL-2.0-only
#include <linux/kernel.h>
#include <linux/string.h>

#include "core/table.h"
#include "suites.h"

#define LIMIT 4096

/**
 * struct thing - an entry of the tables here
 * @entry: what tables want
 * @visits: how often a walk has come by
 * @bucket: where it came by last
 */
struct thing {
	struct ps_entry entry;
	unsigned int visits;
	unsigned long bucket;
};

static struct ps_table small, large;

static void walk(struct ps_table *table,
		 void (*visit)(struct ps_entry *entry, void *data))
{
	unsigned long bucket;

	for (bucket = 0; bucket < 1UL << table->bits; bucket++)
		ps_table_walk_bucket(table, bucket, visit, &bucket);
}

static unsigned int nr_counted;

static void count(struct ps_entry *entry, void *data)
{
	nr_counted++;
}

static unsigned int nr_entries(struct ps_table *table)
{
	nr_counted = 0;
	walk(table, count);
	return nr_counted;
}

static int set_up(struct kunit *test)
{
	int err = ps_table_init(&small, sizeof(struct thing), 16, 16);

	if (err)
		return err;
	err = ps_table_init(&large, sizeof(struct thing), LIMIT, LIMIT);
	if (err)
		ps_table_exit(&small);
	return err;
}

static void tear_down(struct kunit *test)
{
	ps_table_exit(&large);
	ps_table_exit(&small);
}

/* Addresses such as a slab hands out; nobody looks there. */
static const void *key(unsigned int i)
{
	return (const void *)(PAGE_OFFSET + 0x100000 + i * 192UL);
}

static struct ps_entry *add(struct ps_table *table, const void *key)
{
	struct ps_entry *entry = ps_reserve_take(&table->reserve);
	struct hlist_bl_head *bucket = ps_table_bucket(table, key);

	if (entry) {
		hlist_bl_lock(bucket);
		ps_table_insert(bucket, entry, key);
		hlist_bl_unlock(bucket);
	}
	return entry;
}

static struct ps_entry *find(struct ps_table *table, const void *key)
{
	struct hlist_bl_head *bucket = ps_table_bucket(table, key);
	struct ps_entry *entry;

	hlist_bl_lock(bucket);
	entry = ps_table_find(bucket, key);
	hlist_bl_unlock(bucket);
	return entry;
}

static bool remove(struct ps_table *table, const void *key)
{
	struct ps_entry *entry = ps_table_remove(table, key);

	if (entry)
		ps_reserve_give(&table->reserve, entry);
	return entry;
}

/* Three keys that share a chain of the small table. */
static void choose_chain(const void *chain[3])
{
	unsigned int i, found = 1;

	chain[0] = key(0);
	for (i = 1; found < 3; i++)
		if (ps_table_bucket(&small, key(i)) == ps_table_bucket(&small, key(0)))
			chain[found++] = key(i);
}

static void an_empty_table_has_nothing(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, !find(&small, key(0)));
	KUNIT_EXPECT_TRUE(test, !ps_table_remove(&small, key(0)));
	KUNIT_EXPECT_EQ(test, nr_entries(&small), 0U);
}

static void what_was_added_is_found(struct kunit *test)
{
	struct ps_entry *entry = add(&small, key(0));

	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, entry);
	KUNIT_EXPECT_PTR_EQ(test, find(&small, key(0)), entry);
	KUNIT_EXPECT_TRUE(test, !find(&small, key(1)));
}

static void what_was_removed_is_gone(struct kunit *test)
{
	struct ps_entry *entry = add(&small, key(0));

	KUNIT_EXPECT_PTR_EQ(test, ps_table_remove(&small, key(0)), entry);
	KUNIT_EXPECT_TRUE(test, !find(&small, key(0)));
	KUNIT_EXPECT_TRUE(test, !ps_table_remove(&small, key(0)));
	ps_reserve_give(&small.reserve, entry);
}

static void a_key_can_come_again(struct kunit *test)
{
	struct ps_entry *again;

	add(&small, key(0));
	remove(&small, key(0));
	again = add(&small, key(0));
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, again);
	KUNIT_EXPECT_PTR_EQ(test, find(&small, key(0)), again);
	KUNIT_EXPECT_EQ(test, nr_entries(&small), 1U);
}

static void a_replacement_hands_the_old_one_back(struct kunit *test)
{
	struct ps_entry *first = ps_reserve_take(&small.reserve);
	struct ps_entry *second = ps_reserve_take(&small.reserve);

	KUNIT_EXPECT_TRUE(test, !ps_table_replace(&small, first, key(0)));
	KUNIT_EXPECT_PTR_EQ(test, find(&small, key(0)), first);
	KUNIT_EXPECT_PTR_EQ(test, ps_table_replace(&small, second, key(0)),
			    first);
	KUNIT_EXPECT_PTR_EQ(test, find(&small, key(0)), second);
	KUNIT_EXPECT_EQ(test, nr_entries(&small), 1U);
	ps_reserve_give(&small.reserve, first);
}

static void those_of_one_chain_are_told_apart(struct kunit *test)
{
	struct ps_entry *entries[3];
	const void *chain[3];
	unsigned int i;

	choose_chain(chain);
	for (i = 0; i < 3; i++)
		entries[i] = add(&small, chain[i]);
	for (i = 0; i < 3; i++)
		KUNIT_EXPECT_PTR_EQ(test, find(&small, chain[i]), entries[i]);
}

static void a_removal_leaves_the_rest_of_the_chain(struct kunit *test)
{
	const void *chain[3];
	unsigned int gone, i;

	choose_chain(chain);
	for (gone = 0; gone < 3; gone++) {
		for (i = 0; i < 3; i++)
			add(&small, chain[i]);
		KUNIT_EXPECT_TRUE(test, remove(&small, chain[gone]));
		for (i = 0; i < 3; i++)
			KUNIT_EXPECT_TRUE(test, remove(&small, chain[i]) ==
						(i != gone));
	}
}

static void it_counts_its_entries(struct kunit *test)
{
	unsigned int i;

	for (i = 0; i < 10; i++) {
		KUNIT_EXPECT_EQ(test, nr_entries(&small), i);
		add(&small, key(i));
	}
	for (; i > 0; i--) {
		KUNIT_EXPECT_EQ(test, nr_entries(&small), i);
		remove(&small, key(i - 1));
	}
	KUNIT_EXPECT_EQ(test, nr_entries(&small), 0U);
}

static unsigned int fill(struct ps_table *table)
{
	unsigned int i = 0;

	while (i <= LIMIT && add(table, key(i)))
		i++;
	return i;
}

static void it_holds_as_many_as_its_limit(struct kunit *test)
{
	unsigned int i, wrong = 0;

	KUNIT_EXPECT_EQ(test, fill(&large), (unsigned int)LIMIT);
	KUNIT_EXPECT_EQ(test, nr_entries(&large), (unsigned int)LIMIT);
	for (i = 0; i < LIMIT; i++) {
		struct ps_entry *entry = find(&large, key(i));

		wrong += !entry || entry->key != key(i);
	}
	KUNIT_EXPECT_EQ(test, wrong, 0U);
}

static void a_full_one_can_be_emptied(struct kunit *test)
{
	unsigned int i, wrong = 0;

	fill(&large);
	for (i = 0; i < LIMIT; i++)
		wrong += !remove(&large, key(i));
	KUNIT_EXPECT_EQ(test, wrong, 0U);
	KUNIT_EXPECT_EQ(test, nr_entries(&large), 0U);
	KUNIT_EXPECT_EQ(test, fill(&large), (unsigned int)LIMIT);
}

static struct ps_entry *peek(struct ps_table *table, const void *key)
{
	struct ps_entry *entry;

	preempt_disable();
	entry = ps_table_peek(ps_table_bucket(table, key), key);
	preempt_enable();
	return entry;
}

static void a_look_without_the_lock_sees_the_newest(struct kunit *test)
{
	struct ps_entry *entry;
	const void *chain[3];

	choose_chain(chain);
	KUNIT_EXPECT_TRUE(test, !peek(&small, chain[0]));
	entry = add(&small, chain[0]);
	KUNIT_EXPECT_PTR_EQ(test, peek(&small, chain[0]), entry);
	KUNIT_EXPECT_TRUE(test, !peek(&small, chain[1]));
	add(&small, chain[1]);
	KUNIT_EXPECT_TRUE(test, !peek(&small, chain[0]));
	remove(&small, chain[1]);
	KUNIT_EXPECT_PTR_EQ(test, peek(&small, chain[0]), entry);
	remove(&small, chain[0]);
	KUNIT_EXPECT_TRUE(test, !peek(&small, chain[0]));
}

static void what_was_removed_has_no_key(struct kunit *test)
{
	struct ps_entry *entry = add(&small, key(0));

	KUNIT_EXPECT_PTR_EQ(test, entry->key, key(0));
	ps_table_remove(&small, key(0));
	KUNIT_EXPECT_TRUE(test, !entry->key);
	ps_reserve_give(&small.reserve, entry);
}

static void mark(struct ps_entry *entry, void *data)
{
	struct thing *thing = (struct thing *)entry;

	thing->visits++;
	thing->bucket = *(unsigned long *)data;
}

static void a_walk_visits_each_once(struct kunit *test)
{
	unsigned int i, wrong = 0;

	fill(&large);
	walk(&large, mark);
	for (i = 0; i < LIMIT; i++) {
		struct thing *thing = (struct thing *)find(&large, key(i));

		wrong += !thing || thing->visits != 1;
	}
	KUNIT_EXPECT_EQ(test, wrong, 0U);
}

static void a_walk_visits_those_of_the_bucket(struct kunit *test)
{
	unsigned int i, wrong = 0;

	fill(&large);
	walk(&large, mark);
	for (i = 0; i < LIMIT; i++) {
		struct thing *thing = (struct thing *)find(&large, key(i));

		wrong += !thing || ps_table_bucket(&large, key(i)) !=
				   &large.buckets[thing->bucket];
	}
	KUNIT_EXPECT_EQ(test, wrong, 0U);
}

static void a_walk_does_not_visit_what_was_removed(struct kunit *test)
{
	struct thing *thing = (struct thing *)add(&small, key(0));

	ps_table_remove(&small, key(0));
	walk(&small, mark);
	KUNIT_EXPECT_EQ(test, thing->visits, 0U);
	ps_reserve_give(&small.reserve, thing);
}

static void an_exit_frees_what_is_in_it(struct kunit *test)
{
	static struct ps_table table;
	unsigned int i;

	KUNIT_ASSERT_EQ(test, ps_table_init(&table, sizeof(struct thing), 500,
					    500), 0);
	for (i = 0; i < 300; i++)
		add(&table, key(i));
	ps_table_exit(&table);
	KUNIT_EXPECT_EQ(test, table.reserve.nr_objects, 0U);
	KUNIT_EXPECT_TRUE(test, !table.buckets);
}

static struct kunit_case cases[] = {
	KUNIT_CASE(an_empty_table_has_nothing),
	KUNIT_CASE(what_was_added_is_found),
	KUNIT_CASE(what_was_removed_is_gone),
	KUNIT_CASE(a_key_can_come_again),
	KUNIT_CASE(a_replacement_hands_the_old_one_back),
	KUNIT_CASE(those_of_one_chain_are_told_apart),
	KUNIT_CASE(a_removal_leaves_the_rest_of_the_chain),
	KUNIT_CASE(it_counts_its_entries),
	KUNIT_CASE(it_holds_as_many_as_its_limit),
	KUNIT_CASE(a_full_one_can_be_emptied),
	KUNIT_CASE(a_look_without_the_lock_sees_the_newest),
	KUNIT_CASE(what_was_removed_has_no_key),
	KUNIT_CASE(a_walk_visits_each_once),
	KUNIT_CASE(a_walk_visits_those_of_the_bucket),
	KUNIT_CASE(a_walk_does_not_visit_what_was_removed),
	KUNIT_CASE(an_exit_frees_what_is_in_it),
	{ }
};

struct kunit_suite ps_table_suite = {
	.name = "pipescope-table",
	.init = set_up,
	.exit = tear_down,
	.test_cases = cases,
};
