// SPDX-License-Identifier: GPL-2.0-only
#include <err.h>
#include <limits.h>
#include <linux/futex.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "shared.h"

struct shared *shared;

void shared_make(void)
{
	shared = mmap(NULL, sizeof(*shared), PROT_READ | PROT_WRITE,
		      MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED)
		err(1, "mmap");
}

static void futex(int operation, unsigned int value)
{
	syscall(SYS_futex, &shared->generation, operation, value, NULL, NULL, 0);
}

void shared_meet(void)
{
	unsigned int generation = atomic_load(&shared->generation);

	atomic_fetch_add(&shared->arrived, 1);
	while (atomic_load(&shared->generation) == generation)
		futex(FUTEX_WAIT, generation);
}

void shared_let_go(void)
{
	atomic_store(&shared->arrived, 0);
	atomic_fetch_add(&shared->generation, 1);
	futex(FUTEX_WAKE, INT_MAX);
}
