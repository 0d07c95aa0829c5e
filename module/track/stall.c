// SPDX-License-Identifier: GPL-2.0-only
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/pipe_fs_i.h>
#include <linux/time64.h>
#include <linux/timekeeping.h>

#include "account/accounts.h"
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
	return wait->operation == PS_OPERATION_OPEN ||
	       ps_ring_slots_used(wait->pipe) >= READ_ONCE(wait->pipe->max_usage);
}

static void trace_stall(struct ps_wait *wait, struct task_struct *task, u64 age)
{
	struct ps_wait_facts facts;

	ps_wait_describe(wait, task, &facts);
	trace_writer_stall(&facts, div_u64(age, NSEC_PER_USEC));
}

static void set_stalled(struct ps_wait *wait, u64 age)
{
	wait->stalled = true;
	ps_stalled_inc();
	ps_namespace_stall(wait->ns);
	if (trace_writer_stall_enabled())
		trace_stall(wait, ps_wait_task(wait), age);
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
	u64 age = scan->now - min(scan->now, wait->since);
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

	if (ps_waits_are_closed())
		return;
	update_wait(wait, scan);
	if (wait->stalled && !wait->reported && scan->left && scan->nr < BATCH)
		ps_wait_describe(wait, ps_wait_task(wait),
				 &scan->batch[scan->nr++]);
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
	struct hlist_bl_head *bucket = ps_table_bucket(&ps_waits, facts->task);
	struct ps_wait *wait;
	bool holds;

	hlist_bl_lock(bucket);
	wait = ps_wait_find(bucket, facts);
	holds = wait && wait->stalled;
	hlist_bl_unlock(bucket);
	return holds;
}

static void set_reported(const struct ps_wait_facts *facts)
{
	struct hlist_bl_head *bucket = ps_table_bucket(&ps_waits, facts->task);
	struct ps_wait *wait;

	hlist_bl_lock(bucket);
	wait = ps_wait_find(bucket, facts);
	if (wait && wait->stalled)
		wait->reported = true;
	hlist_bl_unlock(bucket);
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

/* Returns true if the bucket may have more writers to report. */
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
 * Context: may sleep; the worker. Takes the locks of all buckets that contain
 * writers, one at a time.
 * Return: the delay in milliseconds until the next scan, at most; U64_MAX if no
 * writer needs another scan.
 */
u64 ps_stall_scan(ps_stall_report_fn report)
{
	static struct scan scan;	/* too large for the stack; one worker */
	unsigned long bucket;

	scan.now = ktime_get_mono_fast_ns();
	scan.threshold = (u64)ps_stalled_threshold() * NSEC_PER_MSEC;
	scan.again = U64_MAX;
	scan.nr = 0;
	scan.left = REPORTS;
	for (bucket = 0; bucket < 1UL << ps_waits.bits; bucket++) {
		do {
			ps_table_walk_bucket(&ps_waits, bucket, visit_wait,
					     &scan);
		} while (report_batch(&scan, report));
		cond_resched();
	}
	return scan.again;
}
