// SPDX-License-Identifier: GPL-2.0-only
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include "core/nmi_lock.h"
#include "core/table.h"

#define MIN_BITS ilog2(PS_TABLE_SHARDS)
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
	unsigned int i;
	int err;

	table->bits = max_t(unsigned int, MIN_BITS,
			    order_base_2(limit / ENTRIES_PER_BUCKET));
	table->buckets = kvcalloc(1UL << table->bits, sizeof(*table->buckets),
				  GFP_KERNEL | __GFP_NOWARN);
	if (!table->buckets)
		return -ENOMEM;
	for (i = 0; i < PS_TABLE_SHARDS; i++) {
		raw_spin_lock_init(&table->locks[i]);
		table->used[i] = 0;
	}

	err = ps_reserve_init(&table->reserve, size, target, limit);
	if (err) {
		kvfree(table->buckets);
		table->buckets = NULL;
	}
	return err;
}

static void give_back(struct ps_entry *entry, void *data)
{
	struct ps_table *table = data;

	hlist_del(&entry->node);
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
	unsigned int shard;

	for (shard = 0; shard < PS_TABLE_SHARDS; shard++) {
		ps_table_walk_shard(table, shard, give_back, table);
		table->used[shard] = 0;
	}
	ps_reserve_exit(&table->reserve);
	kvfree(table->buckets);
	table->buckets = NULL;
}

static struct ps_entry *unlink_entry(struct ps_table *table,
				     unsigned int bucket, const void *key)
{
	struct ps_entry *entry = ps_table_find_in(table, bucket, key);

	if (entry) {
		hlist_del(&entry->node);
		table->used[ps_table_shard(bucket)]--;
	}
	return entry;
}

/**
 * ps_table_replace() - insert an entry, replacing one with the same key
 * @table: the table
 * @entry: a filled-in entry from the table's reserve
 * @key: its key
 *
 * Context: any but NMI; takes the lock of the key's shard.
 * Return: the entry that was replaced, now owned by the caller, or NULL.
 */
struct ps_entry *ps_table_replace(struct ps_table *table,
				  struct ps_entry *entry, const void *key)
{
	unsigned int bucket = ps_table_bucket(table, key);
	raw_spinlock_t *lock = &table->locks[ps_table_shard(bucket)];
	struct ps_entry *old;

	ps_lock(lock);
	old = unlink_entry(table, bucket, key);
	ps_table_insert_into(table, bucket, entry, key);
	ps_unlock(lock);
	return old;
}

/**
 * ps_table_remove() - remove an entry
 * @table: the table
 * @key: its key
 *
 * Context: any but NMI; takes the lock of the key's shard.
 * Return: the entry, now owned by the caller, to be given back to the table's
 * reserve; or NULL if there is none.
 */
struct ps_entry *ps_table_remove(struct ps_table *table, const void *key)
{
	unsigned int bucket = ps_table_bucket(table, key);
	raw_spinlock_t *lock = &table->locks[ps_table_shard(bucket)];
	struct ps_entry *entry;

	ps_lock(lock);
	entry = unlink_entry(table, bucket, key);
	ps_unlock(lock);
	return entry;
}

/**
 * ps_table_walk_shard() - visit the entries of one shard
 * @table: the table
 * @shard: 0 to PS_TABLE_SHARDS - 1
 * @visit: called for each entry with the shard's lock held; must not sleep, may
 *	remove the entry
 * @data: passed to @visit
 *
 * Context: any but NMI; takes the shard's lock.
 */
void ps_table_walk_shard(struct ps_table *table, unsigned int shard,
			 void (*visit)(struct ps_entry *entry, void *data),
			 void *data)
{
	raw_spinlock_t *lock = &table->locks[shard];
	unsigned long bucket;
	struct hlist_node *next;
	struct ps_entry *entry;

	if (!READ_ONCE(table->used[shard]))
		return;
	ps_lock(lock);
	for (bucket = shard; bucket < 1UL << table->bits;
	     bucket += PS_TABLE_SHARDS)
		hlist_for_each_entry_safe(entry, next, &table->buckets[bucket],
					  node)
			visit(entry, data);
	ps_unlock(lock);
}

/**
 * ps_table_synchronize() - wait for all current holders of a shard's lock
 * @table: the table
 *
 * Context: any but NMI; takes each shard's lock, one at a time.
 */
void ps_table_synchronize(struct ps_table *table)
{
	unsigned int shard;

	for (shard = 0; shard < PS_TABLE_SHARDS; shard++) {
		ps_lock(&table->locks[shard]);
		ps_unlock(&table->locks[shard]);
	}
}
