/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_WRITER_FACTS_H
#define PIPESCOPE_WRITER_FACTS_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "commands/explain/candidates.h"
#include "commands/explain/process.h"
#include "commands/explain/verdict.h"
#include "read/quota.h"
#include "read/request.h"
#include "read/shares.h"
#include "read/stalled.h"
#include "read/sysfs.h"
#include "read/task.h"

/* Slots of a pipe of the default size. */
#define DEFAULT_SLOTS 16

/**
 * struct pipe_facts - the pipe
 * @path: path of a FIFO, as the writer opened it; otherwise empty
 * @id: the module's number for it, 0 if it is not tracked
 * @namespace: pid namespace that it is accounted to, 0 if unknown
 * @uid: the user it is accounted to
 * @slots: its slots
 * @slots_used: its slots in use
 * @slots_created: its slots when it was created or adopted
 * @bytes_used: bytes in it
 * @bytes_mergeable: bytes that still fit in the last slot in use
 * @shrunk: it was created with as few slots as users over the soft limit get
 * @adopted: it existed before it was tracked
 * @readers: open files that can read
 * @writers: open files that can write
 */
struct pipe_facts {
	char path[PATH_MAX];
	struct number id;
	struct number namespace;
	struct number uid;
	struct number slots;
	struct number slots_used;
	struct number slots_created;
	struct number bytes_used;
	struct number bytes_mergeable;
	struct number shrunk;
	struct number adopted;
	struct number readers;
	struct number writers;
};

/**
 * struct usage - who currently uses up a user's quota
 * @pages: slots of the user's pipes by the kernel's own count
 * @quota: the limits
 * @shares: the user's pipes in the namespaces with the most slots; borrowed
 * @n: how many
 */
struct usage {
	struct number pages;
	struct quota quota;
	const struct share *shares;
	size_t n;
};

/**
 * struct reader - a process that has a writer's pipe open for reading
 * @holder: the descriptor
 * @candidate: the process
 * @thread: its most significant thread
 * @sight: what the verdict depends on
 * @ancestor: the writer descends from it
 * @awaited: the process whose exit it waits for, if @sight.awaits
 * @blocked_tid: its thread that is a stalled writer, if @sight.blocked or
 *	@sight.fellow
 */
struct reader {
	struct holder holder;
	const struct candidate *candidate;
	const struct thread *thread;
	struct sight sight;
	bool ancestor;
	uintmax_t awaited;
	uintmax_t blocked_tid;
};

/**
 * struct writer_facts - a stalled writer, and why it is stuck
 * @writer: the writer
 * @gone: it has unblocked or exited while it was being examined
 * @process: its process
 * @ns_tid: its thread id in its own pid namespace
 * @ns_pid: its process id there
 * @task: what it is doing
 * @operation: the same according to the module: write, splice or open
 * @request: what its system call was asked to write
 * @since: when it blocked, in seconds since 1970; unknown in a recorded tree
 * @preexisting: it blocked before tracking began, so it has been blocked for
 *	longer
 * @pipe: the pipe
 * @slots_others: slots that the calls of other writers stalled on the same pipe
 *	may take; unknown if it is unknown for one of them
 * @usage: usage of the quota of the pipe's user, if the pipe was created shrunk
 * @readers: the processes that have the pipe open for reading
 * @n_readers: how many
 * @evidence: what else the verdict depends on
 * @decision: the verdict
 * @next: the stalled writer that is the deciding reader, or NULL
 */
struct writer_facts {
	const struct writer *writer;
	bool gone;
	struct process process;
	struct number ns_tid;
	struct number ns_pid;
	struct task task;
	char operation[16];
	struct request request;
	struct number since;
	struct number preexisting;
	struct pipe_facts pipe;
	struct number slots_others;
	struct usage usage;
	struct reader *readers;
	size_t n_readers;
	struct evidence evidence;
	struct decision decision;
	struct writer_facts *next;
};

#endif /* PIPESCOPE_WRITER_FACTS_H */
