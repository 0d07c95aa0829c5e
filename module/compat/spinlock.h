/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_SPINLOCK_H
#define _PIPESCOPE_SPINLOCK_H

#include <linux/spinlock.h>

/* sparse cannot follow conditional locking. */
#ifdef __CHECKER__
#define ps_spin_trylock(lock) ({ spin_lock(lock); true; })
#else
#define ps_spin_trylock(lock) spin_trylock(lock)
#endif

#endif
