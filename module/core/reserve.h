/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_RESERVE_H
#define _PIPESCOPE_RESERVE_H

#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#include "core/nmi_lock.h"

/**
 * struct ps_reserve - objects allocated ahead of their use in probe handlers
 * @lock: protects @free and @nr_free; raw, nests inside every
 *	other lock
 * @free: the objects at hand, linked by the hlist_node they begin with
 * @nr_free: their number
 * @size: an object's size in bytes
 * @target: objects to have at hand
 * @low: the worker is to top up when fewer are left
 * @limit: objects that may exist at all, at hand and in use
 * @nr_objects: objects that exist; written under @lock by the worker only
 *
 * Probe handlers cannot allocate: on PREEMPT_RT the allocators take sleeping
 * locks. They take from here, give back here, and the worker does the rest.
 * The limit bounds the memory: what cannot be taken is not tracked.
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

/* Every pipe that comes or goes is here: what follows is inline for its sake. */

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
 * Return: an object, with anything in it, or NULL when none is at hand.
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
 * ps_reserve_give() - give an object back
 * @reserve: the reserve it was taken from
 * @object: the object, unreachable for anybody else
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
 * ps_reserve_is_low() - does the reserve want topping up?
 * @reserve: the reserve
 *
 * Context: any; a snapshot.
 * Return: true when few objects are at hand and the limit leaves room for more.
 */
static inline bool ps_reserve_is_low(const struct ps_reserve *reserve)
{
	return READ_ONCE(reserve->nr_free) < reserve->low &&
	       READ_ONCE(reserve->nr_objects) < reserve->limit;
}

#endif
