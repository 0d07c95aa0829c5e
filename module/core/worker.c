// SPDX-License-Identifier: GPL-2.0-only
#include <linux/atomic.h>
#include <linux/irq_work.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/workqueue.h>

#include "core/worker.h"

#define NOT_DUE S64_MAX

static struct workqueue_struct *queue;
static ps_worker_fn run;

/* The latest time for the next run, in jiffies, or NOT_DUE. */
static atomic64_t due = ATOMIC64_INIT(NOT_DUE);
/* While false, wake-ups are ignored. */
static bool started;

static void run_pass(struct work_struct *unused)
{
	u64 again;

	atomic64_set(&due, NOT_DUE);
	/*
	 * Clear @due before reading the tables: a later change then wakes the
	 * worker again.
	 */
	smp_mb();
	again = run();
	if (again != U64_MAX)
		ps_worker_wake_within(again);
}

static DECLARE_DELAYED_WORK(delayed_work, run_pass);

/*
 * Probe handlers cannot queue work themselves: the probed code may hold the
 * workqueue's locks.
 */
static void queue_work_in_irq(struct irq_work *unused)
{
	s64 at = atomic64_read(&due), armed_for, now;

	/* Repeat if another CPU has set @due to an earlier time. */
	while (at != NOT_DUE) {
		armed_for = at;
		now = get_jiffies_64();
		mod_delayed_work(queue, &delayed_work, at > now ? at - now : 0);
		at = atomic64_read(&due);
		if (at >= armed_for)
			break;
	}
}

static DEFINE_IRQ_WORK(irq_work, queue_work_in_irq);

/**
 * ps_worker_init() - create the worker's queue
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int ps_worker_init(void)
{
	queue = alloc_workqueue("pipescope", WQ_UNBOUND, 1);
	return queue ? 0 : -ENOMEM;
}

/**
 * ps_worker_exit() - free the worker's queue
 *
 * Context: may sleep; the worker is stopped.
 */
void ps_worker_exit(void)
{
	destroy_workqueue(queue);
}

/**
 * ps_worker_start() - accept wake-ups, and run once
 * @fn: the function to run
 *
 * Context: any.
 */
void ps_worker_start(ps_worker_fn fn)
{
	run = fn;
	atomic64_set(&due, NOT_DUE);
	WRITE_ONCE(started, true);
	ps_worker_wake();
}

/**
 * ps_worker_stop() - ignore wake-ups, and wait for the current run to end
 *
 * Context: may sleep.
 */
void ps_worker_stop(void)
{
	WRITE_ONCE(started, false);
	/* Callers that saw @started set have queued the irq_work by now. */
	synchronize_rcu();
	/* A run that saw @started set may have woken the worker again. */
	irq_work_sync(&irq_work);
	cancel_delayed_work_sync(&delayed_work);
	irq_work_sync(&irq_work);
	cancel_delayed_work_sync(&delayed_work);
}

/**
 * ps_worker_flush() - wait until the worker has run for all earlier wake-ups
 *
 * Context: may sleep.
 */
void ps_worker_flush(void)
{
	irq_work_sync(&irq_work);
	flush_delayed_work(&delayed_work);
}

/* Kept out of ps_worker_wake_within(), where it is seldom needed. */
static noinline void move_forward(s64 want)
{
	s64 at = atomic64_read(&due);

	rcu_read_lock();
	do {
		if (at <= want || !READ_ONCE(started))
			goto unlock;
	} while (!atomic64_try_cmpxchg(&due, &at, want));
	irq_work_queue(&irq_work);
unlock:
	rcu_read_unlock();
}

/**
 * ps_worker_wake_within() - run the worker soon
 * @msec: the latest time for the run, in milliseconds from now
 *
 * Costs one comparison if the worker is already due by then.
 *
 * Context: any but NMI.
 */
void ps_worker_wake_within(u64 msec)
{
	s64 want = get_jiffies_64() + msecs_to_jiffies(msec);

	/*
	 * Pairs with run_pass(): either the run sees the caller's change, or the
	 * caller sees that @due is cleared.
	 */
	smp_mb();
	if (atomic64_read(&due) > want)
		move_forward(want);
}

/**
 * ps_worker_wake() - run the worker now
 *
 * Context: any but NMI.
 */
void ps_worker_wake(void)
{
	ps_worker_wake_within(0);
}
