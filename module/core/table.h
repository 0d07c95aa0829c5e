/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_TABLE_H
#define _PIPESCOPE_TABLE_H

#include <linux/hash.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#include "core/reserve.h"

#define PS_TABLE_SHARDS 64

/**
 * struct ps_entry - the head of every object in a table
 * @node: links the bucket, or the reserve's free list; must be first
 * @key: address of the kernel object that the entry describes; never shown to
 *	users
 */
struct ps_entry {
	struct hlist_node node;
	const void *key;
};

/**
 * struct ps_table - a hash table keyed by address, for use in probe handlers
 * @buckets: the hash chains
 * @bits: log2 of the number of buckets
 * @reserve: supplies the entries
 * @locks: one for each shard, that is, every PS_TABLE_SHARDS-th bucket;
 *	protects these buckets, the entries in them and the shard's @used; raw
 * @used: entries in each shard; lets a walk skip empty shards
 *
 * The number of buckets is fixed at creation, from the limit, so that neither
 * insertion nor removal allocates.
 */
struct ps_table {
	struct hlist_head *buckets;
	unsigned int bits;
	struct ps_reserve reserve;
	raw_spinlock_t locks[PS_TABLE_SHARDS];
	unsigned int used[PS_TABLE_SHARDS];
};

int ps_table_init(struct ps_table *table, size_t size, unsigned int target,
		  unsigned int limit);
void ps_table_exit(struct ps_table *table);
struct ps_entry *ps_table_replace(struct ps_table *table,
				  struct ps_entry *entry, const void *key);
struct ps_entry *ps_table_remove(struct ps_table *table, const void *key);
void ps_table_walk_shard(struct ps_table *table, unsigned int shard,
			 void (*visit)(struct ps_entry *entry, void *data),
			 void *data);
void ps_table_synchronize(struct ps_table *table);

/*
 * Inline, because every pipe and every blocked writer gets here. Functions that
 * are given the bucket do not hash again.
 */

static inline unsigned int ps_table_bucket(const struct ps_table *table,
					   const void *key)
{
	return hash_ptr(key, table->bits);
}

static inline unsigned int ps_table_shard(unsigned int bucket)
{
	return bucket % PS_TABLE_SHARDS;
}

static inline struct ps_entry *ps_table_find_in(const struct ps_table *table,
						unsigned int bucket,
						const void *key)
{
	struct ps_entry *entry;

	lockdep_assert_held(&table->locks[ps_table_shard(bucket)]);
	hlist_for_each_entry(entry, &table->buckets[bucket], node)
		if (entry->key == key)
			return entry;
	return NULL;
}

static inline void ps_table_insert_into(struct ps_table *table,
					unsigned int bucket,
					struct ps_entry *entry, const void *key)
{
	lockdep_assert_held(&table->locks[ps_table_shard(bucket)]);
	entry->key = key;
	hlist_add_head(&entry->node, &table->buckets[bucket]);
	table->used[ps_table_shard(bucket)]++;
}

/**
 * ps_table_lock() - the lock of a key's shard
 * @table: the table
 * @key: the key
 *
 * Context: any.
 * Return: the lock. While it is held, no entry with this key is inserted or
 * removed by others.
 */
static inline raw_spinlock_t *ps_table_lock(struct ps_table *table,
					    const void *key)
{
	return &table->locks[ps_table_shard(ps_table_bucket(table, key))];
}

/**
 * ps_table_find() - look up an entry
 * @table: the table
 * @key: the key
 *
 * Context: any but NMI; the caller holds ps_table_lock().
 * Return: the entry, valid while the lock is held, or NULL.
 */
static inline struct ps_entry *ps_table_find(struct ps_table *table,
					     const void *key)
{
	return ps_table_find_in(table, ps_table_bucket(table, key), key);
}

/**
 * ps_table_insert() - insert an entry
 * @table: the table
 * @entry: a filled-in entry from the table's reserve
 * @key: its key, which must not be in the table
 *
 * Context: any but NMI; the caller holds ps_table_lock().
 */
static inline void ps_table_insert(struct ps_table *table,
				   struct ps_entry *entry, const void *key)
{
	ps_table_insert_into(table, ps_table_bucket(table, key), entry, key);
}

#endif
