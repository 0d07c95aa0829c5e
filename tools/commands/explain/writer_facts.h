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

/* Slots of a pipe that was not created small. */
#define DEFAULT_SLOTS 16

/**
 * struct pipe_facts - the pipe
 * @path: of a FIFO, as the writer opened it; otherwise empty
 * @id: the number the module gave it, 0 if it is not tracked
 * @namespace: pid namespace that it is accounted to, 0 if not known
 * @uid: the user it is accounted to
 * @slots: its slots
 * @slots_used: those with data in them
 * @slots_created: those it was created with, or had when it was adopted
 * @bytes_used: the data in it, in bytes
 * @bytes_mergeable: bytes that still fit in the last slot in use
 * @shrunk: it had as few slots then as one gets over the soft limit
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
 * struct usage - who uses up a user's quota now
 * @pages: slots of the user's pipes by the kernel's own count
 * @quota: the limits
 * @shares: the user's pipes in the namespaces that have the most; borrowed
 * @n: how many of them
 */
struct usage {
	struct number pages;
	struct quota quota;
	const struct share *shares;
	size_t n;
};

/**
 * struct reader - a process that has a writer's pipe open for reading
 * @holder: where that was found
 * @candidate: what is seen of it
 * @thread: its most telling thread
 * @sight: what decides the verdict
 * @ancestor: the writer descends from it
 * @awaited: the process whose end it waits for, if @sight.awaits
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
 * struct writer_facts - a stalled writer, and why it does not go on
 * @writer: the writer
 * @gone: it has gone on, or away, while it was looked at
 * @process: whose process it is
 * @ns_tid: its thread id in its own pid namespace
 * @ns_pid: its process id there
 * @task: what it is doing
 * @operation: what the module says of that: write, splice or open
 * @request: what its system call was asked to write
 * @since: when it was blocked, in seconds since 1970; not known of a recorded
 *	tree
 * @preexisting: it was blocked before it was tracked: since then at least
 * @pipe: the pipe
 * @slots_others: slots that the calls of other writers that are stalled on the
 *	same pipe may take, not known of all of them
 * @usage: of the quota of the pipe's user, if the pipe is small
 * @readers: who has the pipe open for reading;
 * @n_readers: how many
 * @evidence: what decides the verdict beside the readers
 * @decision: the verdict
 * @next: the stalled writer that the deciding reader is, or NULL
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
