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

/* jiffies when the worker is to run at the latest; NOT_DUE: nobody wants it */
static atomic64_t due = ATOMIC64_INIT(NOT_DUE);
/* Wake-ups from probe handlers are taken while this is true. */
static bool started;

static void work(struct work_struct *unused)
{
	u64 again;

	atomic64_set(&due, NOT_DUE);
	/* Before looking at the tables: whoever adds later wakes us again. */
	smp_mb();
	again = run();
	if (again != U64_MAX)
		ps_worker_wake_within(again);
}

static DECLARE_DELAYED_WORK(delayed_work, work);

/* Probe handlers cannot queue work: the workqueue's locks may be theirs. */
static void queue_work_in_irq(struct irq_work *unused)
{
	s64 at = atomic64_read(&due), armed_for, now;

	/* Once more if it was to be earlier: another processor may be here. */
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
 * ps_worker_init() - make the worker's queue
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
 * ps_worker_start() - let wake-ups through
 * @fn: what the worker is to run
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
 * ps_worker_stop() - wait for the worker's end and let no wake-up through
 *
 * Context: may sleep.
 */
void ps_worker_stop(void)
{
	WRITE_ONCE(started, false);
	/* Whoever has seen it has queued by then. */
	synchronize_rcu();
	/* A run may wake the worker once more: it saw @started before. */
	irq_work_sync(&irq_work);
	cancel_delayed_work_sync(&delayed_work);
	irq_work_sync(&irq_work);
	cancel_delayed_work_sync(&delayed_work);
}

/**
 * ps_worker_flush() - wait until the worker has run that was woken before
 *
 * Context: may sleep.
 */
void ps_worker_flush(void)
{
	irq_work_sync(&irq_work);
	flush_delayed_work(&delayed_work);
}

/**
 * ps_worker_wake_within() - have the worker run soon
 * @msec: in how many milliseconds at the latest
 *
 * Costs a comparison when the worker is due by then anyway.
 *
 * Context: any but NMI.
 */
void ps_worker_wake_within(u64 msec)
{
	s64 want = get_jiffies_64() + msecs_to_jiffies(msec);
	s64 at;

	rcu_read_lock();
	/* Pairs with work(): the caller's addition is seen, or @due is. */
	smp_mb();
	at = atomic64_read(&due);
	do {
		if (at <= want || !READ_ONCE(started))
			goto unlock;
	} while (!atomic64_try_cmpxchg(&due, &at, want));
	irq_work_queue(&irq_work);
unlock:
	rcu_read_unlock();
}

/**
 * ps_worker_wake() - have the worker run now
 *
 * Context: any but NMI.
 */
void ps_worker_wake(void)
{
	ps_worker_wake_within(0);
}
