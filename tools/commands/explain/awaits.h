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
 * @known: they were looked for
 */
struct pidfds {
	uintmax_t *pids;
	size_t n;
	bool known;
};

/**
 * struct awaits - the processes whose end a thread waits for
 * @child: it waits for children of its process
 * @id: for this one only, if not 0, as its own namespace calls it
 * @level: of its own namespace, see status_ns_pids()
 * @pids: it waits for these
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
 * awaits_read() - find whose end a thread waits for
 * @dir: the thread's directory
 * @task: what it is doing
 * @pidfds: of its process; looked for at the first thread that needs them
 * @awaits: filled in
 */
void awaits_read(int dir, const struct task *task, struct pidfds *pidfds,
		 struct awaits *awaits);

/**
 * awaits_free() - free what awaits_read() filled in
 * @awaits: the thread's
 */
void awaits_free(struct awaits *awaits);

/**
 * awaits_process() - find whether a thread waits for a process to end
 * @host: the host
 * @pid: the thread's process
 * @awaits: whose end the thread waits for
 * @lineage: of the process in question: to wait for one that it descends from,
 *	but the thread's own process does not, is to wait for it, too
 *
 * Return: the process that the thread waits for, 0 if it is none of them
 */
uintmax_t awaits_process(const struct host *host, uintmax_t pid,
			 const struct awaits *awaits,
			 const struct lineage *lineage);

#endif /* PIPESCOPE_AWAITS_H */
