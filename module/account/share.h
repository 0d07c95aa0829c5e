/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_SHARE_H
#define _PIPESCOPE_SHARE_H

#include <linux/percpu.h>
#include <linux/types.h>

#include "account/objects.h"
#include "account/peak.h"

/* Accounts of the host's namespace that have a tally for each processor. */
#define PS_HOST_SLOTS 64
#define PS_NO_SLOT (-1)

/**
 * struct ps_host_share - one processor's share of the host's counters
 * @share: the counters
 * @idle_asked: the worker will look for accounts without pipes; protected by
 *	the share's lock
 * @tallies: pipes of the accounts that have a slot; protected by the share's
 *	lock
 *
 * Processes on all processors use the host's namespace, so that a single place
 * for its counters would go from one to the other all the time.
 */
struct ps_host_share {
	struct ps_share share;
	bool idle_asked;
	struct ps_tally tallies[PS_HOST_SLOTS];
};

extern struct ps_peak ps_host_pages;

int ps_host_init(void);
void ps_host_exit(void);
struct ps_host_share __percpu *ps_host_shares(void);
int ps_host_take_slot(void);
void ps_host_give_slot(int slot);
void ps_host_sum_slots(struct ps_tally *sums);

void ps_share_init(struct ps_share *share);
void ps_share_read_namespace(struct ps_namespace *ns,
			     struct ps_counters *counters);
void ps_share_read_account(struct ps_account *account, struct ps_tally *tally);

/**
 * ps_share_of() - the counters of a namespace to write to
 * @ns: the namespace
 *
 * Context: any.
 * Return: the share; of the host's, that of this processor. Another's will do
 * as well, if the task moves.
 */
static inline struct ps_share *ps_share_of(struct ps_namespace *ns)
{
	return ns->host ? &raw_cpu_ptr(ns->host)->share : &ns->own;
}

#endif
