// SPDX-License-Identifier: GPL-2.0-only
#include <linux/cpumask.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

#include "core/nmi_lock.h"
#include "core/reserve.h"
#include "core/worker.h"

static int make_magazines(struct ps_reserve *reserve)
{
	struct ps_magazine *magazine;
	unsigned int cpu;

	reserve->magazines = alloc_percpu(struct ps_magazine);
	if (!reserve->magazines)
		return -ENOMEM;
	for_each_possible_cpu(cpu) {
		magazine = per_cpu_ptr(reserve->magazines, cpu);
		raw_spin_lock_init(&magazine->lock);
	}
	return 0;
}

/**
 * ps_reserve_init() - create a reserve and fill it
 * @reserve: the reserve
 * @size: size of an object in bytes, at least that of a pointer
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
		.batch = max_t(size_t, 1, PS_MAGAZINE_SIZE / 2 / size),
		.target = min(target, limit),
		.low = DIV_ROUND_UP(min(target, limit), 2),
		.limit = limit,
	};
	raw_spin_lock_init(&reserve->lock);
	if (make_magazines(reserve))
		return -ENOMEM;
	/* A partly filled reserve will do: the worker tries again. */
	if (ps_reserve_top_up(reserve) && !reserve->nr_objects) {
		free_percpu(reserve->magazines);
		return -ENOMEM;
	}
	return 0;
}

static void free_objects(struct ps_stack *stack)
{
	void *object;

	while ((object = ps_stack_pop(stack)))
		kfree(object);
}

/**
 * ps_reserve_exit() - free the objects of a reserve
 * @reserve: the reserve; all objects must have been given back
 *
 * Context: may sleep; the reserve is no longer in use.
 */
void ps_reserve_exit(struct ps_reserve *reserve)
{
	struct ps_magazine *magazine;
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		magazine = per_cpu_ptr(reserve->magazines, cpu);
		reserve->nr_objects -= magazine->free.nr;
		free_objects(&magazine->free);
	}
	free_percpu(reserve->magazines);
	reserve->nr_objects -= reserve->depot.nr;
	free_objects(&reserve->depot);
	WARN_ON_ONCE(reserve->nr_objects);
}

/* Moves up to @nr objects. */
static void move_objects(struct ps_stack *from, struct ps_stack *to,
			 unsigned int nr)
{
	void *object;

	while (nr-- && (object = ps_stack_pop(from)))
		ps_stack_push(to, object);
}

/* Another processor's magazine gives one when the depot has none. */
static void *take_elsewhere(struct ps_reserve *reserve)
{
	struct ps_magazine *magazine;
	void *object = NULL;
	unsigned int cpu;

	for_each_possible_cpu(cpu) {
		magazine = per_cpu_ptr(reserve->magazines, cpu);
		if (!READ_ONCE(magazine->free.nr))
			continue;
		ps_lock(&magazine->lock);
		object = ps_stack_pop(&magazine->free);
		ps_unlock(&magazine->lock);
		if (object)
			break;
	}
	return object;
}

static bool is_low(const struct ps_reserve *reserve)
{
	return READ_ONCE(reserve->depot.nr) < reserve->low &&
	       READ_ONCE(reserve->nr_objects) < reserve->limit;
}

/**
 * ps_reserve_refill() - take an object although the magazine is empty
 * @reserve: the reserve
 *
 * Fills the processor's magazine from the depot. Wakes the worker if the depot
 * becomes low and the limit allows more objects.
 *
 * Context: any but NMI.
 * Return: an object with undefined contents, or NULL if none is free on any
 * processor.
 */
void *ps_reserve_refill(struct ps_reserve *reserve)
{
	struct ps_magazine *magazine = raw_cpu_ptr(reserve->magazines);
	struct ps_stack batch = { };
	void *object;

	if (READ_ONCE(reserve->depot.nr)) {
		ps_lock(&reserve->lock);
		move_objects(&reserve->depot, &batch, reserve->batch);
		ps_unlock(&reserve->lock);
	}
	if (is_low(reserve))
		ps_worker_wake();
	object = ps_stack_pop(&batch);
	if (!object)
		return take_elsewhere(reserve);

	ps_lock(&magazine->lock);
	move_objects(&batch, &magazine->free, batch.nr);
	ps_unlock(&magazine->lock);
	return object;
}

/**
 * ps_reserve_spill() - move a batch of objects from a magazine to the depot
 * @reserve: the reserve
 * @magazine: one of its magazines, full; the caller holds its lock
 *
 * Context: any but NMI.
 */
void ps_reserve_spill(struct ps_reserve *reserve, struct ps_magazine *magazine)
{
	lockdep_assert_held(&magazine->lock);
	ps_lock(&reserve->lock);
	move_objects(&magazine->free, &reserve->depot, reserve->batch);
	ps_unlock(&reserve->lock);
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
	bool room = READ_ONCE(reserve->depot.nr) ||
		    READ_ONCE(reserve->nr_objects) < reserve->limit;
	unsigned int cpu;

	for_each_possible_cpu(cpu)
		room = room ||
		       READ_ONCE(per_cpu_ptr(reserve->magazines, cpu)->free.nr);
	return room;
}

static bool wants_more(struct ps_reserve *reserve)
{
	return READ_ONCE(reserve->depot.nr) < reserve->target &&
	       reserve->nr_objects < reserve->limit;
}

static void trim_reserve(struct ps_reserve *reserve)
{
	unsigned int nr = READ_ONCE(reserve->depot.nr);
	struct ps_stack surplus = { };

	if (nr <= 2 * reserve->target)
		return;
	ps_lock(&reserve->lock);
	move_objects(&reserve->depot, &surplus, nr - 2 * reserve->target);
	ps_unlock(&reserve->lock);
	WRITE_ONCE(reserve->nr_objects, reserve->nr_objects - surplus.nr);
	/* See ps_table_peek(). */
	synchronize_rcu();
	free_objects(&surplus);
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
		ps_stack_push(&reserve->depot, object);
		ps_unlock(&reserve->lock);
		WRITE_ONCE(reserve->nr_objects, reserve->nr_objects + 1);
	}
	trim_reserve(reserve);
	return 0;
}
