/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_RESERVE_H
#define _PIPESCOPE_RESERVE_H

#include <linux/percpu.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#include "core/nmi_lock.h"

/* What a magazine holds at most, in bytes, if objects are not larger. */
#define PS_MAGAZINE_SIZE 4096

/* The head of a free object, in place of its contents. */
struct ps_free {
	struct ps_free *next;
};

/**
 * struct ps_stack - free objects
 * @top: the object that was added last
 * @nr: number of objects
 */
struct ps_stack {
	struct ps_free *top;
	unsigned int nr;
};

/**
 * struct ps_magazine - free objects at hand on one processor
 * @lock: protects @free; raw, and seldom taken by another processor
 * @free: the objects; less than twice the reserve's batch, if the task that
 *	fills it does not move meanwhile
 */
struct ps_magazine {
	raw_spinlock_t lock;
	struct ps_stack free;
};

/**
 * struct ps_reserve - objects allocated in advance for probe handlers
 * @magazines: the free objects of each processor
 * @lock: protects @depot; raw, may be taken inside a magazine's lock
 * @depot: the free objects that are in no magazine
 * @size: size of an object in bytes
 * @batch: objects that move between a magazine and the depot at once
 * @target: free objects to keep in the depot
 * @low: the worker tops up when the depot has fewer objects than this
 * @limit: objects that may exist, free or in use
 * @nr_objects: objects that exist; only the worker writes it
 *
 * Probe handlers cannot allocate: on PREEMPT_RT the allocators take sleeping
 * locks. Handlers take objects from the reserve and give them back, and the
 * worker tops it up. The limit bounds memory: if no object is free, the pipe or
 * writer is not tracked.
 *
 * A processor that takes and gives in turns writes only its own magazine. The
 * depot, which all share, is written once for each batch of objects that one
 * processor takes and another gives.
 */
struct ps_reserve {
	struct ps_magazine __percpu *magazines;
	raw_spinlock_t lock;
	struct ps_stack depot;
	size_t size;
	unsigned int batch;
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
void *ps_reserve_refill(struct ps_reserve *reserve);
void ps_reserve_spill(struct ps_reserve *reserve, struct ps_magazine *magazine);

/* Inline, because every pipe creation and destruction gets here. */

static inline void ps_stack_push(struct ps_stack *stack, void *object)
{
	struct ps_free *free = object;

	free->next = stack->top;
	stack->top = free;
	WRITE_ONCE(stack->nr, stack->nr + 1);
}

static inline void *ps_stack_pop(struct ps_stack *stack)
{
	struct ps_free *free = stack->top;

	if (!free)
		return NULL;
	stack->top = free->next;
	WRITE_ONCE(stack->nr, stack->nr - 1);
	return free;
}

/**
 * ps_reserve_take() - take an object
 * @reserve: the reserve
 *
 * Wakes the worker if it should top up the reserve.
 *
 * Context: any but NMI.
 * Return: an object with undefined contents, or NULL if none is free.
 */
static inline void *ps_reserve_take(struct ps_reserve *reserve)
{
	/* Another processor's will do, if this task moves. */
	struct ps_magazine *magazine = raw_cpu_ptr(reserve->magazines);
	void *object;

	ps_lock(&magazine->lock);
	object = ps_stack_pop(&magazine->free);
	ps_unlock(&magazine->lock);
	return likely(object) ? object : ps_reserve_refill(reserve);
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
	struct ps_magazine *magazine = raw_cpu_ptr(reserve->magazines);

	ps_lock(&magazine->lock);
	ps_stack_push(&magazine->free, object);
	if (unlikely(magazine->free.nr >= 2 * reserve->batch))
		ps_reserve_spill(reserve, magazine);
	ps_unlock(&magazine->lock);
}

#endif
