// SPDX-License-Identifier: GPL-2.0-only
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "lock.h"
#include "reserve.h"

static void push(struct ps_reserve *reserve, void *object)
{
	lockdep_assert_held(&reserve->lock);
	hlist_add_head(object, &reserve->free);
	reserve->nr_free++;
}

static void *pop(struct ps_reserve *reserve)
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
 * ps_reserve_init() - make a reserve and fill it
 * @reserve: the reserve
 * @size: size of an object in bytes; it must begin with a struct hlist_node
 * @target: objects to have at hand, at least 1
 * @limit: objects that may exist, at hand and in use, at least 1
 *
 * Context: may sleep.
 * Return: 0, also when it could be filled only in part, or -ENOMEM with nothing
 * left to free.
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
	/* With some at hand the worker can try for the rest. */
	if (ps_reserve_top_up(reserve) && !reserve->nr_free)
		return -ENOMEM;
	return 0;
}

/**
 * ps_reserve_exit() - free the objects at hand
 * @reserve: the reserve; whoever has taken objects must have given them back
 *
 * Context: may sleep; nobody else may use the reserve any more.
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
 * ps_reserve_take() - take an object
 * @reserve: the reserve
 *
 * Context: any but NMI.
 * Return: an object, its bytes zero, or NULL when none is at hand.
 */
void *ps_reserve_take(struct ps_reserve *reserve)
{
	unsigned long flags;
	void *object;

	ps_lock_irqsave(&reserve->lock, flags);
	object = pop(reserve);
	raw_spin_unlock_irqrestore(&reserve->lock, flags);

	if (object)
		memset(object, 0, reserve->size);
	return object;
}

/**
 * ps_reserve_give() - give an object back
 * @reserve: the reserve it was taken from
 * @object: the object, unreachable for anybody else
 *
 * Context: any but NMI.
 */
void ps_reserve_give(struct ps_reserve *reserve, void *object)
{
	unsigned long flags;

	ps_lock_irqsave(&reserve->lock, flags);
	push(reserve, object);
	raw_spin_unlock_irqrestore(&reserve->lock, flags);
}

/**
 * ps_reserve_has_room() - may another object be taken, sooner or later?
 * @reserve: the reserve
 *
 * Context: any; a snapshot.
 * Return: true if one is at hand or the limit leaves room for more.
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

static void trim(struct ps_reserve *reserve)
{
	void *object;

	while (has_too_many(reserve)) {
		raw_spin_lock_irq(&reserve->lock);
		object = pop(reserve);
		if (object)
			reserve->nr_objects--;
		raw_spin_unlock_irq(&reserve->lock);
		kfree(object);
	}
}

/**
 * ps_reserve_top_up() - bring the objects at hand near the target
 * @reserve: the reserve
 *
 * Allocates what is missing, within the limit, and frees what is far too
 * much after a peak.
 *
 * Context: may sleep; one caller at a time.
 * Return: 0, or -ENOMEM when some could not be allocated.
 */
int ps_reserve_top_up(struct ps_reserve *reserve)
{
	void *object;

	while (wants_more(reserve)) {
		object = kzalloc(reserve->size, GFP_KERNEL | __GFP_NOWARN);
		if (!object)
			return -ENOMEM;
		raw_spin_lock_irq(&reserve->lock);
		push(reserve, object);
		reserve->nr_objects++;
		raw_spin_unlock_irq(&reserve->lock);
	}
	trim(reserve);
	return 0;
}
