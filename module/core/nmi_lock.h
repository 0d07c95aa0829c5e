/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_NMI_LOCK_H
#define _PIPESCOPE_NMI_LOCK_H

#include <linux/hardirq.h>
#include <linux/spinlock.h>

/*
 * On x86-64 a probe in the middle of a function is a breakpoint, and in_nmi()
 * is true in its handler. The handler never interrupts a holder of one of the
 * module's locks, because no probed code runs under them. Lockdep cannot know
 * this, so locks taken there get a subclass of their own. Functions whose
 * context is "any but NMI" may be called from such a handler, but not from
 * other NMIs.
 *
 * The bit locks of tables (core/table.h) need none of this: lockdep does not see
 * them.
 *
 * Interrupts stay on: only tasks create, wait for and free pipes.
 */
#define ps_lock(lock) raw_spin_lock_nested(lock, in_nmi() ? 1 : 0)
#define ps_unlock(lock) raw_spin_unlock(lock)

#endif
