// SPDX-License-Identifier: GPL-2.0-only
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/pipe_fs_i.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/time64.h>
#include <linux/timekeeping.h>

#include "account/accounts.h"
#include "core/nmi_lock.h"
#include "core/table.h"
#include "facts.h"
#include "trace.h"
#include "track/ring.h"
#include "track/stall.h"
#include "track/stalled.h"
#include "track/waits.h"

#define RETRY_MSEC 250
#define BATCH 16
/* Creating a directory takes 45,000 instructions: let other work run. */
#define REPORTS 64	/* per scan */

/**
 * struct scan - a scan of the blocked writers
 * @now: time of the scan, in nanoseconds of CLOCK_MONOTONIC
 * @threshold: the stall threshold, in nanoseconds
 * @again: the delay until the next scan, at most, in milliseconds
 * @batch: stalled writers to be reported
 * @nr: number of writers in @batch
 * @left: writers that this scan may still report
 */
struct scan {
	u64 now;
	u64 threshold;
	u64 again;
	struct ps_wait_facts batch[BATCH];
	unsigned int nr;
	unsigned int left;
};

/* A writer that has room but has not run yet has not stalled. */
static bool still_waits(const struct ps_wait *wait)
{
	return wait->facts.operation == PS_OPERATION_OPEN ||
	       ps_ring_slots_used(wait->pipe) >= READ_ONCE(wait->pipe->max_usage);
}

static void set_stalled(struct ps_wait *wait, u64 age)
{
	wait->stalled = true;
	wait->facts.slots = READ_ONCE(wait->pipe->max_usage);
	wait->facts.slots_used = ps_ring_slots_used(wait->pipe);
	ps_stalled_inc();
	ps_namespace_stall(wait->ns);
	trace_writer_stall(&wait->facts, div_u64(age, NSEC_PER_USEC));
}

/* Undoes set_stalled() after the threshold was raised. */
static void clear_stalled(struct ps_wait *wait)
{
	wait->stalled = false;
	wait->reported = false;
	ps_stalled_dec();
	ps_namespace_unstall(wait->ns);
}

static void update_wait(struct ps_wait *wait, struct scan *scan)
{
	u64 age = scan->now - min(scan->now, wait->facts.since);
	u64 left;

	if (age >= scan->threshold) {
		if (!wait->stalled && still_waits(wait))
			set_stalled(wait, age);
		else if (!wait->stalled)
			scan->again = min_t(u64, scan->again, RETRY_MSEC);
		return;
	}
	if (wait->stalled) {
		clear_stalled(wait);
		/* Run again at once, to remove the writer's directory. */
		scan->again = 0;
	}
	left = div_u64(scan->threshold - age, NSEC_PER_MSEC) + 1;
	scan->again = min(scan->again, left);
}

static void visit_wait(struct ps_entry *entry, void *data)
{
	struct ps_wait *wait = ps_to_wait(entry);
	struct scan *scan = data;
	struct ps_wait_facts *facts;

	if (ps_waits_are_closed())
		return;
	update_wait(wait, scan);
	if (!wait->stalled || wait->reported || !scan->left ||
	    scan->nr == BATCH)
		return;
	facts = &scan->batch[scan->nr++];
	*facts = wait->facts;
	/* May be torn: task_lock(), which prevents it, sleeps on RT. */
	memcpy(facts->comm, ((struct task_struct *)entry->key)->comm,
	       sizeof(facts->comm) - 1);
}

/**
 * ps_stall_holds() - is a reported writer still stalled?
 * @facts: the writer, identified by its task and serial
 *
 * Context: any but NMI.
 * Return: true while the reported wait continues and is stalled.
 */
bool ps_stall_holds(const struct ps_wait_facts *facts)
{
	raw_spinlock_t *lock = ps_table_lock(&ps_waits, facts->task);
	struct ps_wait *wait;
	bool holds;

	ps_lock(lock);
	wait = ps_wait_find(facts);
	holds = wait && wait->stalled;
	ps_unlock(lock);
	return holds;
}

static void set_reported(const struct ps_wait_facts *facts)
{
	raw_spinlock_t *lock = ps_table_lock(&ps_waits, facts->task);
	struct ps_wait *wait;

	ps_lock(lock);
	wait = ps_wait_find(facts);
	if (wait && wait->stalled)
		wait->reported = true;
	ps_unlock(lock);
}

static void report_one(struct scan *scan, const struct ps_wait_facts *facts,
		       ps_stall_report_fn report)
{
	int err = report(facts);

	if (!err) {
		set_reported(facts);
		/* Report the rest in further scans. */
		if (!--scan->left)
			scan->again = 0;
	} else {
		scan->left = 0;
		/* -ENOSPC: the end of another stall wakes the worker. */
		if (err != -ENOSPC)
			scan->again = min_t(u64, scan->again, RETRY_MSEC);
	}
}

/* Returns true if the shard may have more writers to report. */
static bool report_batch(struct scan *scan, ps_stall_report_fn report)
{
	bool more = scan->nr == BATCH;
	unsigned int i;

	for (i = 0; i < scan->nr && scan->left; i++)
		report_one(scan, &scan->batch[i], report);
	scan->nr = 0;
	return more && scan->left;
}

/**
 * ps_stall_scan() - find the writers that have stalled
 * @report: called for each stalled writer that is not reported yet
 *
 * Context: may sleep; the worker. Takes the locks of all shards that contain
 * writers, one at a time.
 * Return: the delay in milliseconds until the next scan, at most; U64_MAX if no
 * writer needs another scan.
 */
u64 ps_stall_scan(ps_stall_report_fn report)
{
	static struct scan scan;	/* too large for the stack; one worker */
	unsigned int shard;

	scan.now = ktime_get_mono_fast_ns();
	scan.threshold = (u64)ps_stalled_threshold() * NSEC_PER_MSEC;
	scan.again = U64_MAX;
	scan.nr = 0;
	scan.left = REPORTS;
	for (shard = 0; shard < PS_TABLE_SHARDS; shard++) {
		do {
			ps_table_walk_shard(&ps_waits, shard, visit_wait, &scan);
		} while (report_batch(&scan, report));
		cond_resched();
	}
	return scan.again;
}
