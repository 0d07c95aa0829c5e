/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_TABLE_H
#define _PIPESCOPE_TABLE_H

#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#include "reserve.h"

#define PS_TABLE_SHARDS 64

/**
 * struct ps_entry - what an object in a table begins with
 * @node: links the bucket, or the reserve; must be first
 * @key: the kernel object that it is about; never shown to anybody
 */
struct ps_entry {
	struct hlist_node node;
	const void *key;
};

/**
 * struct ps_table - a hash table of entries by address, fit for probe handlers
 * @buckets: the chains
 * @bits: logarithm of their number
 * @reserve: where its entries come from
 * @locks: each protects every PS_TABLE_SHARDS-th bucket, the entries in it and
 *	its @used; raw, taken with interrupts off
 * @used: entries under each lock, so that a walk passes over empty shards
 *
 * The number of buckets is fixed when the table is made, from its limit, so
 * that neither insertion nor removal ever allocates.
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
raw_spinlock_t *ps_table_lock(struct ps_table *table, const void *key);
struct ps_entry *ps_table_find(struct ps_table *table, const void *key);
void ps_table_insert(struct ps_table *table, struct ps_entry *entry,
		     const void *key);
struct ps_entry *ps_table_replace(struct ps_table *table,
				  struct ps_entry *entry, const void *key);
struct ps_entry *ps_table_remove(struct ps_table *table, const void *key);
void ps_table_walk_shard(struct ps_table *table, unsigned int shard,
			 void (*visit)(struct ps_entry *entry, void *data),
			 void *data);
unsigned int ps_table_used(const struct ps_table *table);

#endif
