/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_NMI_LOCK_H
#define _PIPESCOPE_NMI_LOCK_H

#include <linux/hardirq.h>
#include <linux/spinlock.h>

/*
 * A probe on an instruction in a function's midst is a breakpoint on x86-64,
 * and its handler counts as one of an NMI. It cannot come while a lock of ours
 * is held, as nothing that is probed runs then, but lockdep has to be told
 * apart what is taken there from what is taken elsewhere.
 *
 * Interrupts stay on: pipes are made, waited for and freed by tasks only.
 */
#define ps_lock(lock) raw_spin_lock_nested(lock, in_nmi() ? 1 : 0)
#define ps_unlock(lock) raw_spin_unlock(lock)

#endif
