// SPDX-License-Identifier: GPL-2.0-only
/* The worker's pass: the work that probe handlers cannot do themselves. */
#include <linux/kernel.h>
#include <linux/list.h>

#include "account/registry.h"
#include "core/requests.h"
#include "housekeeping.h"
#include "probes/missed.h"
#include "publish/namespaces.h"
#include "publish/root.h"
#include "publish/users.h"
#include "publish/writers.h"
#include "track/adopt.h"
#include "track/pipes.h"
#include "track/stall.h"
#include "track/waits.h"

#define RETRY_MSEC 100	/* after an allocation failed */

static int top_up_reserves(void)
{
	return ps_pipes_top_up() ?: ps_waits_top_up() ?: ps_registry_top_up();
}

static int publish_new(void)
{
	struct ps_account *account;
	struct ps_namespace *ns;
	struct ps_user *user;
	int err = 0;

	ps_for_each_namespace(ns) {
		if (ns->object.sysfs_dir)
			continue;
		err = ps_sysfs_namespace_add(ns) ?: err;
		/* New namespaces may use up the reserve during this loop. */
		ps_registry_top_up();
	}
	ps_for_each_user(user)
		if (!user->object.sysfs_dir)
			err = ps_sysfs_user_add(user) ?: err;
	ps_for_each_account(account)
		if (!account->object.sysfs_dir && account->ns->object.sysfs_dir)
			err = ps_sysfs_account_add(account) ?: err;
	return err;
}

static u64 retire_unused(bool all)
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
	/* There may be room now for pipes and writers that found none. */
	if (ps_registry_release(&reaped) &&
	    (ps_pipes_untracked() || ps_waits_untracked()))
		ps_requests_add(PS_REQUEST_ALL);
	return again;
}

/**
 * ps_housekeeping_pass() - one run of the worker
 *
 * Context: may sleep; the worker.
 * Return: the delay in milliseconds until the next run, or U64_MAX.
 */
u64 ps_housekeeping_pass(void)
{
	u64 again = top_up_reserves() ? RETRY_MSEC : U64_MAX;

	ps_missed_note();
	again = min(again, ps_adopt_run());
	if (publish_new())
		again = min_t(u64, again, RETRY_MSEC);
	ps_sysfs_writers_sweep();
	again = min(again, ps_stall_scan(ps_sysfs_writer_add));
	ps_sysfs_notify_stalled();
	return min(again, retire_unused(false));
}

/**
 * ps_housekeeping_retire_all() - remove all namespaces, uids and accounts
 *
 * Context: may sleep; the worker is stopped and nothing is charged.
 */
void ps_housekeeping_retire_all(void)
{
	retire_unused(true);
}
