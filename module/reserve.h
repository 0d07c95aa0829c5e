/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_RESERVE_H
#define _PIPESCOPE_RESERVE_H

#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/types.h>

/**
 * struct ps_reserve - objects allocated ahead of their use in probe handlers
 * @lock: protects @free and @nr_free; raw, taken with interrupts off, nests
 *	inside every other lock
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
void *ps_reserve_take(struct ps_reserve *reserve);
void ps_reserve_give(struct ps_reserve *reserve, void *object);
int ps_reserve_top_up(struct ps_reserve *reserve);
bool ps_reserve_has_room(const struct ps_reserve *reserve);

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
