// SPDX-License-Identifier: GPL-2.0-only
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/errno.h>
#include <linux/jiffies.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/workqueue.h>

#include "account/registry.h"
#include "account/totals.h"
#include "control.h"
#include "core/worker.h"
#include "housekeeping.h"
#include "params.h"
#include "probes/kprobes_switch.h"
#include "probes/place.h"
#include "publish/root.h"
#include "publish/writers.h"
#include "track/adopt.h"
#include "track/pipes.h"
#include "track/stalled.h"
#include "track/waits.h"

#define REARM_MSEC 1000	/* between attempts to re-arm */

/* Protects @armed and @rearming; serializes arming and disarming. */
static DEFINE_MUTEX(control_lock);
static bool armed;
/* Disarmed because of the kprobes switch; re-arm once probes fire. */
static bool rearming;

static void rearm(struct work_struct *unused);
static DECLARE_DELAYED_WORK(rearm_work, rearm);

static u64 worker_pass(void)
{
	/* Not disarmed here: disarming waits for this worker to stop. */
	if (ps_kprobes_switch_was_touched())
		schedule_delayed_work(&rearm_work, 0);
	return ps_housekeeping_pass();
}

static int make_tables(void)
{
	int err;

	err = ps_registry_init(ps_max_namespaces, ps_max_accounts);
	if (err)
		return err;
	err = ps_pipes_init(ps_max_pipes);
	if (err)
		goto registry_exit;
	err = ps_waits_init(ps_max_waits);
	if (err)
		goto pipes_exit;
	ps_stalled_reset();
	return 0;

pipes_exit:
	ps_pipes_exit();
registry_exit:
	ps_registry_exit();
	return err;
}

static void drop_tables(void)
{
	ps_sysfs_writers_clear();
	ps_stalled_reset();
	ps_sysfs_notify_stalled();
	ps_waits_exit();
	ps_pipes_exit();
	ps_housekeeping_retire_all();
	ps_registry_exit();
	ps_adopt_exit();
	ps_totals_reset();
}

static int arm_locked(void)
{
	int err;

	lockdep_assert_held(&control_lock);
	err = make_tables();
	if (err)
		return err;
	err = ps_probes_place();
	if (err) {
		drop_tables();
		return err;
	}
	/* The first walk follows the probes: it finds all they did not see. */
	ps_adopt_init();
	ps_worker_start(worker_pass);
	ps_worker_flush();
	return 0;
}

static void disarm_locked(void)
{
	lockdep_assert_held(&control_lock);
	ps_waits_close();
	ps_probes_remove();
	ps_worker_stop();
	drop_tables();
	armed = false;
}

static int try_to_arm(void)
{
	int err = ps_kprobes_switch_is_on() ? arm_locked() : -EAGAIN;

	armed = !err;
	if (armed)
		rearming = false;
	return err;
}

/* Ends of waits and of pipes may not have been seen: start from zero. */
static void rearm(struct work_struct *unused)
{
	mutex_lock(&control_lock);
	if (armed && ps_kprobes_switch_was_touched()) {
		pr_notice("the kprobes switch in debugfs was written to; disarmed, will re-arm once probes fire\n");
		disarm_locked();
		rearming = true;
	}
	if (rearming && try_to_arm())
		schedule_delayed_work(&rearm_work,
				      msecs_to_jiffies(REARM_MSEC));
	mutex_unlock(&control_lock);
}

/**
 * ps_control_arm() - place the probes and start tracking
 *
 * Context: may sleep.
 * Return: 0, also if already armed; -EAGAIN if kprobes are turned off, so that
 * probes do not fire; or another negative error.
 */
int ps_control_arm(void)
{
	int err = 0;

	mutex_lock(&control_lock);
	if (!armed)
		err = try_to_arm();
	if (err == -EAGAIN)
		pr_err("probes do not fire: see /sys/kernel/debug/kprobes/enabled and kernel.ftrace_enabled\n");
	mutex_unlock(&control_lock);
	return err;
}

/**
 * ps_control_disarm() - remove the probes and discard all data
 *
 * Context: may sleep.
 */
void ps_control_disarm(void)
{
	mutex_lock(&control_lock);
	if (armed)
		disarm_locked();
	rearming = false;
	mutex_unlock(&control_lock);
	/* Without the lock, which rearm() takes: it will find nothing to do. */
	cancel_delayed_work_sync(&rearm_work);
}

/**
 * ps_control_is_armed() - are the probes in place?
 *
 * Context: any.
 * Return: true if they are.
 */
bool ps_control_is_armed(void)
{
	return READ_ONCE(armed);
}
