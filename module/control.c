// SPDX-License-Identifier: GPL-2.0-only
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/workqueue.h>

#include "accounts.h"
#include "adopt.h"
#include "control.h"
#include "params.h"
#include "pipes.h"
#include "probes/probes.h"
#include "probes/switch.h"
#include "registry.h"
#include "stall.h"
#include "sysfs/namespaces.h"
#include "sysfs/root.h"
#include "sysfs/users.h"
#include "sysfs/writers.h"
#include "waits.h"
#include "worker.h"

#define RETRY_MSEC 100	/* after an allocation failed */
#define DEAF_MSEC 1000	/* between two looks whether probes are hit again */

/* Protects what follows, and arms or disarms one at a time. */
static DEFINE_MUTEX(control_lock);
static bool armed;
/* Disarmed by ourselves, until probes are hit again. */
static bool deaf;

static void begin_anew(struct work_struct *unused);
static DECLARE_DELAYED_WORK(anew, begin_anew);

static int top_up(void)
{
	return ps_pipes_top_up() ?: ps_waits_top_up() ?: ps_registry_top_up();
}

static int publish(void)
{
	struct ps_account *account;
	struct ps_namespace *ns;
	struct ps_user *user;
	int err = 0;

	ps_for_each_namespace(ns) {
		if (ns->object.dir)
			continue;
		err = ps_sysfs_namespace_add(ns) ?: err;
		/* Others may come faster than directories are made. */
		ps_registry_top_up();
	}
	ps_for_each_user(user)
		if (!user->object.dir)
			err = ps_sysfs_user_add(user) ?: err;
	ps_for_each_account(account)
		if (!account->object.dir && account->ns->object.dir)
			err = ps_sysfs_account_add(account) ?: err;
	return err;
}

static u64 retire(bool all)
{
	struct ps_account *account;
	struct ps_namespace *ns;
	struct ps_reaped reaped;
	struct ps_user *user;
	u64 again;

	again = ps_registry_reap(&reaped, all);
	list_for_each_entry(account, &reaped.accounts, object.reaped)
		ps_sysfs_account_remove(account);
	list_for_each_entry(user, &reaped.users, object.reaped)
		ps_sysfs_user_remove(user);
	list_for_each_entry(ns, &reaped.namespaces, object.reaped) {
		ps_sysfs_namespace_remove(ns);
		if (!all)
			ps_registry_top_up();
	}
	/* What found no room may find it now. */
	if (ps_registry_release(&reaped) &&
	    (ps_pipes_untracked() || ps_waits_untracked()))
		ps_adopt_request(PS_ADOPT_PIPES | PS_ADOPT_WRITERS);
	return again;
}

static u64 work(void)
{
	u64 again = top_up() ? RETRY_MSEC : U64_MAX;

	/* By others: nobody stops the worker from within. */
	if (ps_switch_touched())
		schedule_delayed_work(&anew, 0);
	ps_probes_note_missed();
	again = min(again, ps_adopt_run());
	if (publish())
		again = min_t(u64, again, RETRY_MSEC);
	ps_sysfs_writers_sweep();
	again = min(again, ps_stall_scan(ps_sysfs_writer_add));
	ps_sysfs_notify_stalled();
	return min(again, retire(false));
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
	ps_stall_init();
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
	ps_stall_init();
	ps_sysfs_notify_stalled();
	ps_waits_exit();
	ps_pipes_exit();
	retire(true);
	ps_registry_exit();
	ps_adopt_exit();
	ps_total_reset();
}

static int arm(void)
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
	/* After the probes: whatever they cannot see yet exists by now. */
	ps_adopt_init();
	ps_worker_start(work);
	ps_worker_flush();
	return 0;
}

static void disarm(void)
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
	int err = ps_switch_is_on() ? arm() : -EAGAIN;

	armed = !err;
	if (armed)
		deaf = false;
	return err;
}

/* Ends of waits, and of pipes, may have gone unseen. */
static void begin_anew(struct work_struct *unused)
{
	mutex_lock(&control_lock);
	if (armed && ps_switch_touched()) {
		pr_notice("kprobes were switched by somebody: disarmed until they are hit again\n");
		disarm();
		deaf = true;
	}
	if (deaf && try_to_arm())
		schedule_delayed_work(&anew, msecs_to_jiffies(DEAF_MSEC));
	mutex_unlock(&control_lock);
}

/**
 * ps_control_arm() - put the probes in place and begin to track
 *
 * Context: may sleep.
 * Return: 0, also when it is armed already, -EAGAIN when probes are not hit
 * because somebody has switched them off, or another negative error.
 */
int ps_control_arm(void)
{
	int err = 0;

	mutex_lock(&control_lock);
	if (!armed)
		err = try_to_arm();
	if (err == -EAGAIN)
		pr_err("probes are not hit: see /sys/kernel/debug/kprobes/enabled and kernel.ftrace_enabled\n");
	mutex_unlock(&control_lock);
	return err;
}

/**
 * ps_control_disarm() - remove the probes and drop everything that is known
 *
 * Context: may sleep.
 */
void ps_control_disarm(void)
{
	mutex_lock(&control_lock);
	if (armed)
		disarm();
	deaf = false;
	mutex_unlock(&control_lock);
	/* It may have waited for the lock, and finds nothing to do now. */
	cancel_delayed_work_sync(&anew);
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
