// SPDX-License-Identifier: GPL-2.0-only
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/irqflags.h>
#include <linux/pipe_fs_i.h>

#include "compat/spinlock.h"
#include "core/table.h"
#include "facts.h"
#include "track/ring.h"
#include "track/wait_view.h"
#include "track/waits.h"

static int view_pipe(struct pipe_inode_info *pipe, struct ps_ring_facts *ring)
{
	/*
	 * This lock prevents the replacement of the ring. It is only tried,
	 * because it sleeps on PREEMPT_RT and the caller may not.
	 */
	if (!ps_spin_trylock(&pipe->rd_wait.lock))
		return -EAGAIN;
	ps_ring_read(pipe, ring);
	spin_unlock(&pipe->rd_wait.lock);
	return 0;
}

static int try_view(const struct ps_wait_facts *facts,
		    struct ps_ring_facts *ring)
{
	struct hlist_bl_head *bucket = ps_table_bucket(&ps_waits, facts->task);
	struct ps_wait *wait;
	int err = -ENODEV;

	local_irq_disable();
	hlist_bl_lock(bucket);
	wait = ps_wait_find(bucket, facts);
	if (wait && !ps_waits_are_closed())
		err = view_pipe(wait->pipe, ring);
	hlist_bl_unlock(bucket);
	local_irq_enable();
	return err;
}

/**
 * ps_wait_view() - read the contents of a blocked writer's pipe
 * @wait: the writer, identified by its task and serial
 * @ring: receives the contents
 *
 * Context: may sleep.
 * Return: 0, or -ENODEV if the wait has ended or the probes are being removed.
 */
int ps_wait_view(const struct ps_wait_facts *wait, struct ps_ring_facts *ring)
{
	int err;

	/* Not cond_resched(): this task may outrank the lock's owner. */
	while ((err = try_view(wait, ring)) == -EAGAIN)
		usleep_range(50, 200);
	return err;
}
