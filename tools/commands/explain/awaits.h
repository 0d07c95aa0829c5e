/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_AWAITS_H
#define PIPESCOPE_AWAITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "read/host.h"
#include "read/lineage.h"
#include "read/task.h"

/**
 * struct pidfds - the processes that a process has pidfds of
 * @pids: their process ids
 * @n: how many
 * @known: they have been looked up
 */
struct pidfds {
	uintmax_t *pids;
	size_t n;
	bool known;
};

/**
 * struct awaits - the processes whose exit a thread waits for
 * @child: it waits for children of its process
 * @id: if not 0, only for the child with this id in the thread's own namespace
 * @level: level of that namespace, see status_ns_pids()
 * @pids: it waits for these processes
 * @n: how many
 * @shared: @pids are borrowed
 */
struct awaits {
	bool child;
	uintmax_t id;
	size_t level;
	uintmax_t *pids;
	size_t n;
	bool shared;
};

/**
 * awaits_read() - find the processes whose exit a thread waits for
 * @dir: the thread's directory
 * @task: what it is doing
 * @pidfds: those of its process; looked up for the first thread that needs them
 * @awaits: filled in
 */
void awaits_read(int dir, const struct task *task, struct pidfds *pidfds,
		 struct awaits *awaits);

/**
 * awaits_free() - free what awaits_read() filled in
 * @awaits: the processes
 */
void awaits_free(struct awaits *awaits);

/**
 * awaits_process() - whether a thread waits for a process to exit
 * @host: the host
 * @pid: the thread's process
 * @awaits: the processes whose exit the thread waits for
 * @lineage: lineage of the process in question; waiting for an ancestor that is
 *	not also an ancestor of the thread's process counts as well
 *
 * Return: the process that the thread waits for, 0 if for none of these
 */
uintmax_t awaits_process(const struct host *host, uintmax_t pid,
			 const struct awaits *awaits,
			 const struct lineage *lineage);

#endif /* PIPESCOPE_AWAITS_H */
