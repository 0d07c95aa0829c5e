// SPDX-License-Identifier: GPL-2.0-only
#include <linux/kernel.h>
#include <linux/slab.h>

#include "core/nmi_lock.h"
#include "core/reserve.h"

/**
 * ps_reserve_init() - create a reserve and fill it
 * @reserve: the reserve
 * @size: size of an object in bytes; an object must begin with a struct
 *	hlist_node
 * @target: free objects to keep, at least 1
 * @limit: objects that may exist, free or in use, at least 1
 *
 * Context: may sleep.
 * Return: 0, even if the reserve is only partly filled; -ENOMEM if it is empty,
 * and then there is nothing to free.
 */
int ps_reserve_init(struct ps_reserve *reserve, size_t size,
		    unsigned int target, unsigned int limit)
{
	*reserve = (struct ps_reserve) {
		.size = size,
		.target = min(target, limit),
		.low = DIV_ROUND_UP(min(target, limit), 2),
		.limit = limit,
	};
	raw_spin_lock_init(&reserve->lock);
	/* A partly filled reserve will do: the worker tries again. */
	if (ps_reserve_top_up(reserve) && !reserve->nr_free)
		return -ENOMEM;
	return 0;
}

/**
 * ps_reserve_exit() - free the objects of a reserve
 * @reserve: the reserve; all objects must have been given back
 *
 * Context: may sleep; the reserve is no longer in use.
 */
void ps_reserve_exit(struct ps_reserve *reserve)
{
	struct hlist_node *object, *next;

	hlist_for_each_safe(object, next, &reserve->free)
		kfree(object);
	INIT_HLIST_HEAD(&reserve->free);
	reserve->nr_objects -= reserve->nr_free;
	reserve->nr_free = 0;
	WARN_ON_ONCE(reserve->nr_objects);
}

/**
 * ps_reserve_has_room() - can another object be taken, now or after topping up?
 * @reserve: the reserve
 *
 * Context: any; a snapshot.
 * Return: true if an object is free or the limit allows another.
 */
bool ps_reserve_has_room(const struct ps_reserve *reserve)
{
	return READ_ONCE(reserve->nr_free) ||
	       READ_ONCE(reserve->nr_objects) < reserve->limit;
}

static bool wants_more(struct ps_reserve *reserve)
{
	return READ_ONCE(reserve->nr_free) < reserve->target &&
	       reserve->nr_objects < reserve->limit;
}

static bool has_too_many(struct ps_reserve *reserve)
{
	return READ_ONCE(reserve->nr_free) > 2 * reserve->target;
}

static void trim_reserve(struct ps_reserve *reserve)
{
	void *object;

	while (has_too_many(reserve)) {
		ps_lock(&reserve->lock);
		object = ps_reserve_pop(reserve);
		if (object)
			reserve->nr_objects--;
		ps_unlock(&reserve->lock);
		kfree(object);
	}
}

/**
 * ps_reserve_top_up() - bring the number of free objects near the target
 * @reserve: the reserve
 *
 * Allocates missing objects, within the limit, and frees those far above the
 * target, as after a peak.
 *
 * Context: may sleep; one caller at a time.
 * Return: 0, or -ENOMEM if an allocation failed.
 */
int ps_reserve_top_up(struct ps_reserve *reserve)
{
	void *object;

	while (wants_more(reserve)) {
		object = kzalloc(reserve->size, GFP_KERNEL | __GFP_NOWARN);
		if (!object)
			return -ENOMEM;
		ps_lock(&reserve->lock);
		ps_reserve_push(reserve, object);
		reserve->nr_objects++;
		ps_unlock(&reserve->lock);
	}
	trim_reserve(reserve);
	return 0;
}
