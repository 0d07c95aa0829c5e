/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_EXPLAIN_AWAITS_H
#define PIPESCOPE_EXPLAIN_AWAITS_H

#include <stdint.h>

#include "read/host.h"
#include "read/lineage.h"
#include "read/task.h"

/**
 * awaits_process() - find whether a thread waits for a process to end
 * @host: the host
 * @pid: the thread's process
 * @dir: its directory
 * @task: what it is doing
 * @lineage: of the process in question: to wait for one that it descends from,
 *	but the thread's own process does not, is to wait for it, too
 *
 * Return: the process that the thread waits for, 0 if it is none of them
 */
uintmax_t awaits_process(const struct host *host, uintmax_t pid, int dir,
			 const struct task *task,
			 const struct lineage *lineage);

#endif /* PIPESCOPE_EXPLAIN_AWAITS_H */
