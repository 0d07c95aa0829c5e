// SPDX-License-Identifier: GPL-2.0-only
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include "core/table.h"

#define MIN_BITS 6
#define ENTRIES_PER_BUCKET 4	/* on average, in a full table */

/**
 * ps_table_init() - create an empty table and fill its reserve
 * @table: the table
 * @size: size of an entry in bytes
 * @target: free entries to keep in the reserve
 * @limit: entries that may exist, free or in the table
 *
 * Context: may sleep.
 * Return: 0, or -ENOMEM, and then there is nothing to free.
 */
int ps_table_init(struct ps_table *table, size_t size, unsigned int target,
		  unsigned int limit)
{
	unsigned long i;
	int err;

	table->bits = max_t(unsigned int, MIN_BITS,
			    order_base_2(limit / ENTRIES_PER_BUCKET));
	table->buckets = kvmalloc_array(1UL << table->bits,
					sizeof(*table->buckets),
					GFP_KERNEL | __GFP_NOWARN);
	if (!table->buckets)
		return -ENOMEM;
	for (i = 0; i < 1UL << table->bits; i++)
		INIT_HLIST_BL_HEAD(&table->buckets[i]);

	err = ps_reserve_init(&table->reserve, size, target, limit);
	if (err) {
		kvfree(table->buckets);
		table->buckets = NULL;
	}
	return err;
}

static void unlink_entry(struct ps_entry *entry)
{
	hlist_bl_del(&entry->node);
	WRITE_ONCE(entry->key, NULL);
}

static void give_back(struct ps_entry *entry, void *data)
{
	struct ps_table *table = data;

	unlink_entry(entry);
	ps_reserve_give(&table->reserve, entry);
}

/**
 * ps_table_exit() - free a table and all its entries
 * @table: the table
 *
 * Context: may sleep; the table is no longer in use.
 */
void ps_table_exit(struct ps_table *table)
{
	unsigned long bucket;

	for (bucket = 0; bucket < 1UL << table->bits; bucket++)
		ps_table_walk_bucket(table, bucket, give_back, table);
	ps_reserve_exit(&table->reserve);
	kvfree(table->buckets);
	table->buckets = NULL;
}

static struct ps_entry *take_out(struct hlist_bl_head *bucket, const void *key)
{
	struct ps_entry *entry = ps_table_find(bucket, key);

	if (entry)
		unlink_entry(entry);
	return entry;
}

/**
 * ps_table_replace() - insert an entry, replacing one with the same key
 * @table: the table
 * @entry: a filled-in entry from the table's reserve
 * @key: its key
 *
 * Context: any but NMI; locks the key's bucket.
 * Return: the entry that was replaced, now owned by the caller, or NULL.
 */
struct ps_entry *ps_table_replace(struct ps_table *table,
				  struct ps_entry *entry, const void *key)
{
	struct hlist_bl_head *bucket = ps_table_bucket(table, key);
	struct ps_entry *old;

	hlist_bl_lock(bucket);
	old = take_out(bucket, key);
	ps_table_insert(bucket, entry, key);
	hlist_bl_unlock(bucket);
	return old;
}

/**
 * ps_table_remove() - remove an entry
 * @table: the table
 * @key: its key
 *
 * Context: any but NMI; locks the key's bucket.
 * Return: the entry, now owned by the caller, to be given back to the table's
 * reserve; or NULL if there is none.
 */
struct ps_entry *ps_table_remove(struct ps_table *table, const void *key)
{
	struct hlist_bl_head *bucket = ps_table_bucket(table, key);
	struct ps_entry *entry;

	hlist_bl_lock(bucket);
	entry = take_out(bucket, key);
	hlist_bl_unlock(bucket);
	return entry;
}

/**
 * ps_table_walk_bucket() - visit the entries of one bucket
 * @table: the table
 * @bucket: 0 to (1 << table->bits) - 1
 * @visit: called for each entry with the bucket locked; must not sleep, may
 *	remove the entry
 * @data: passed to @visit
 *
 * Context: any but NMI; locks the bucket, unless it is empty.
 */
void ps_table_walk_bucket(struct ps_table *table, unsigned long bucket,
			  void (*visit)(struct ps_entry *entry, void *data),
			  void *data)
{
	struct hlist_bl_head *head = &table->buckets[bucket];
	struct hlist_bl_node *node, *next;
	struct ps_entry *entry;

	if (hlist_bl_empty(head))
		return;
	hlist_bl_lock(head);
	hlist_bl_for_each_entry_safe(entry, node, next, head, node)
		visit(entry, data);
	hlist_bl_unlock(head);
}

/**
 * ps_table_synchronize() - wait for all current holders of a bucket's lock
 * @table: the table
 *
 * Context: any but NMI; locks each bucket, one at a time.
 */
void ps_table_synchronize(struct ps_table *table)
{
	unsigned long bucket;

	for (bucket = 0; bucket < 1UL << table->bits; bucket++) {
		hlist_bl_lock(&table->buckets[bucket]);
		hlist_bl_unlock(&table->buckets[bucket]);
	}
}
