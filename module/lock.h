/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_LOCK_H
#define _PIPESCOPE_LOCK_H

#include <linux/hardirq.h>
#include <linux/spinlock.h>

/*
 * A probe on an instruction in a function's midst is a breakpoint on x86-64,
 * and its handler counts as one of an NMI. It cannot come while a lock of ours
 * is held, as nothing that is probed runs then, but lockdep has to be told
 * apart what is taken there from what is taken elsewhere.
 */
#define ps_lock_irqsave(lock, flags) \
	raw_spin_lock_irqsave_nested(lock, flags, in_nmi() ? 1 : 0)

#endif
