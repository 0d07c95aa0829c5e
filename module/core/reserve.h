/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_RESERVE_H
#define _PIPESCOPE_RESERVE_H

#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#include "core/nmi_lock.h"

/**
 * struct ps_reserve - objects allocated in advance for probe handlers
 * @lock: protects @free and @nr_free; raw, taken inside every other lock
 * @free: the free objects, linked by the hlist_node at their start
 * @nr_free: number of free objects
 * @size: size of an object in bytes
 * @target: free objects to keep
 * @low: the worker tops up when fewer objects than this are free
 * @limit: objects that may exist, free or in use
 * @nr_objects: objects that exist; only the worker writes it, under @lock
 *
 * Probe handlers cannot allocate: on PREEMPT_RT the allocators take sleeping
 * locks. Handlers take objects from the reserve and give them back, and the
 * worker tops it up. The limit bounds memory: if no object is free, the pipe or
 * writer is not tracked.
 */
struct ps_reserve {
	raw_spinlock_t lock;
	struct hlist_head free;
	unsigned int nr_free;
	size_t size;
	unsigned int target;
	unsigned int low;
	unsigned int limit;
	unsigned int nr_objects;
};

int ps_reserve_init(struct ps_reserve *reserve, size_t size,
		    unsigned int target, unsigned int limit);
void ps_reserve_exit(struct ps_reserve *reserve);
int ps_reserve_top_up(struct ps_reserve *reserve);
bool ps_reserve_has_room(const struct ps_reserve *reserve);

/* Inline, because every pipe creation and destruction gets here. */

static inline void ps_reserve_push(struct ps_reserve *reserve, void *object)
{
	lockdep_assert_held(&reserve->lock);
	hlist_add_head(object, &reserve->free);
	reserve->nr_free++;
}

static inline void *ps_reserve_pop(struct ps_reserve *reserve)
{
	struct hlist_node *object = reserve->free.first;

	lockdep_assert_held(&reserve->lock);
	if (!object)
		return NULL;
	hlist_del(object);
	reserve->nr_free--;
	return object;
}

/**
 * ps_reserve_take() - take an object
 * @reserve: the reserve
 *
 * Context: any but NMI.
 * Return: an object with undefined contents, or NULL if none is free.
 */
static inline void *ps_reserve_take(struct ps_reserve *reserve)
{
	void *object;

	ps_lock(&reserve->lock);
	object = ps_reserve_pop(reserve);
	ps_unlock(&reserve->lock);
	return object;
}

/**
 * ps_reserve_give() - give back an object
 * @reserve: the reserve that the object was taken from
 * @object: the object, which nothing else refers to
 *
 * Context: any but NMI.
 */
static inline void ps_reserve_give(struct ps_reserve *reserve, void *object)
{
	ps_lock(&reserve->lock);
	ps_reserve_push(reserve, object);
	ps_unlock(&reserve->lock);
}

/**
 * ps_reserve_is_low() - does the reserve need topping up?
 * @reserve: the reserve
 *
 * Context: any; a snapshot.
 * Return: true if few objects are free and the limit allows more.
 */
static inline bool ps_reserve_is_low(const struct ps_reserve *reserve)
{
	return READ_ONCE(reserve->nr_free) < reserve->low &&
	       READ_ONCE(reserve->nr_objects) < reserve->limit;
}

#endif
