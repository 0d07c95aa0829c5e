/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHARED_H
#define SHARED_H

#include <stdatomic.h>

#define MAX_OPERATIONS 32

/**
 * struct shared - what all processes see
 * @operations:	done so far
 * @sequence:	of all workers' operations, to compare two runs by
 * @arrived:	workers that stand still
 * @generation:	changes when they may go on
 * @attempts:	of each operation
 * @successes:	of each operation
 * @shrunk:	pipes that were made smaller than the default
 * @refused:	pipes that were not made because of the hard limit
 * @unresized:	pipes that were not enlarged because of a limit
 */
struct shared {
	atomic_ulong operations;
	atomic_ullong sequence;
	atomic_uint arrived;
	atomic_uint generation;
	atomic_ulong attempts[MAX_OPERATIONS];
	atomic_ulong successes[MAX_OPERATIONS];
	atomic_ulong shrunk;
	atomic_ulong refused;
	atomic_ulong unresized;
};

extern struct shared *shared;

void shared_make(void);

/* A worker stands still until the others do, and goes on when it is let. */
void shared_meet(void);
void shared_let_go(void);

#endif
