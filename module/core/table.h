/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_TABLE_H
#define _PIPESCOPE_TABLE_H

#include <linux/bug.h>
#include <linux/hash.h>
#include <linux/kconfig.h>
#include <linux/processor.h>	/* for list_bl.h */
#include <linux/list_bl.h>
#include <linux/types.h>

#include "core/reserve.h"

/**
 * struct ps_entry - the head of every object in a table
 * @node: links the bucket, or the reserve's free objects; must be first
 * @key: address of the kernel object that the entry describes; never shown to
 *	users. NULL once the entry is out of the table
 */
struct ps_entry {
	struct hlist_bl_node node;
	const void *key;
};

/**
 * struct ps_table - a hash table keyed by address, for use in probe handlers
 * @buckets: the hash chains. A bit in each is its lock, which protects the
 *	chain and the entries in it: what two processors do in different
 *	buckets writes no line that they share, but for neighbours in an array
 *	that is large
 * @bits: log2 of the number of buckets
 * @reserve: supplies the entries
 *
 * The number of buckets is fixed at creation, from the limit, so that neither
 * insertion nor removal allocates.
 */
struct ps_table {
	struct hlist_bl_head *buckets;
	unsigned int bits;
	struct ps_reserve reserve;
};

int ps_table_init(struct ps_table *table, size_t size, unsigned int target,
		  unsigned int limit);
void ps_table_exit(struct ps_table *table);
struct ps_entry *ps_table_replace(struct ps_table *table,
				  struct ps_entry *entry, const void *key);
struct ps_entry *ps_table_remove(struct ps_table *table, const void *key);
void ps_table_walk_bucket(struct ps_table *table, unsigned long bucket,
			  void (*visit)(struct ps_entry *entry, void *data),
			  void *data);
void ps_table_synchronize(struct ps_table *table);

/* Inline, because every pipe and every blocked writer gets here. */

/**
 * ps_table_bucket() - the bucket of a key
 * @table: the table
 * @key: the key
 *
 * Context: any.
 * Return: the bucket, for hlist_bl_lock() and the functions below. While it is
 * locked, no entry with this key is inserted or removed by others.
 */
static inline struct hlist_bl_head *
ps_table_bucket(const struct ps_table *table, const void *key)
{
	return &table->buckets[hash_ptr(key, table->bits)];
}

/* Lockdep does not know these locks. */
static inline void ps_table_assert_locked(struct hlist_bl_head *bucket)
{
	WARN_ON_ONCE(IS_ENABLED(CONFIG_PROVE_LOCKING) &&
		     !hlist_bl_is_locked(bucket));
}

/**
 * ps_table_find() - look up an entry
 * @bucket: the key's bucket, locked by the caller
 * @key: the key
 *
 * Context: any but NMI.
 * Return: the entry, valid while the bucket is locked, or NULL.
 */
static inline struct ps_entry *ps_table_find(struct hlist_bl_head *bucket,
					     const void *key)
{
	struct hlist_bl_node *node;
	struct ps_entry *entry;

	ps_table_assert_locked(bucket);
	hlist_bl_for_each_entry(entry, node, bucket, node)
		if (entry->key == key)
			return entry;
	return NULL;
}

/**
 * ps_table_insert() - insert an entry
 * @bucket: its key's bucket, locked by the caller
 * @entry: a filled-in entry from the table's reserve
 * @key: its key, which must not be in the table
 *
 * Context: any but NMI.
 */
static inline void ps_table_insert(struct hlist_bl_head *bucket,
				   struct ps_entry *entry, const void *key)
{
	ps_table_assert_locked(bucket);
	WRITE_ONCE(entry->key, key);
	hlist_bl_add_head(&entry->node, bucket);
}

/**
 * ps_table_peek() - look up an entry without a lock, if that is easy
 * @bucket: the key's bucket
 * @key: a key that nobody inserts or removes at this time
 *
 * Only looks at the first entry of the chain, which is the newest. Others may
 * take it out meanwhile and give it another key: the reserve frees no entry
 * before an RCU grace period is over.
 *
 * Context: any, with preemption off.
 * Return: the entry; or NULL, and then it has to be looked up with the lock.
 */
static inline struct ps_entry *ps_table_peek(const struct hlist_bl_head *bucket,
					     const void *key)
{
	unsigned long first = (unsigned long)READ_ONCE(bucket->first);
	struct ps_entry *entry;

	first &= ~LIST_BL_LOCKMASK;
	entry = hlist_bl_entry((void *)first, struct ps_entry, node);
	return first && READ_ONCE(entry->key) == key ? entry : NULL;
}

#endif
