/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_VERDICT_H
#define PIPESCOPE_VERDICT_H

#include <stdbool.h>
#include <stddef.h>

#include "read/sysfs.h"

/**
 * enum verdict - why a writer is stuck
 * @VERDICT_NONE: undecided, see enum doubt
 * @VERDICT_SELF: only its own process can read
 * @VERDICT_WAITS_FOR_WRITER: the reader waits for the writer's exit
 * @VERDICT_READER_STOPPED: all processes that can read are stopped
 * @VERDICT_READER_BUSY: the pipe is being read, slowly
 * @VERDICT_READER_IDLE: the reader does not read
 * @VERDICT_NO_READER_FOUND: the read end is open, but in no file table
 * @VERDICT_FIFO_PARTNER: no process has the FIFO's other end open
 */
enum verdict {
	VERDICT_NONE,
	VERDICT_SELF,
	VERDICT_WAITS_FOR_WRITER,
	VERDICT_READER_STOPPED,
	VERDICT_READER_BUSY,
	VERDICT_READER_IDLE,
	VERDICT_NO_READER_FOUND,
	VERDICT_FIFO_PARTNER,
};

/**
 * enum doubt - why there is no verdict
 * @DOUBT_NONE: there is one
 * @DOUBT_PIPE: the pipe is unknown
 * @DOUBT_FILES: open files of some processes cannot be seen
 * @DOUBT_CALLS: what a reader is doing cannot be seen
 * @DOUBT_CHANGED: the processes that could read have disappeared
 * @DOUBT_READERS: no process can read, or it is unknown whether one can
 */
enum doubt {
	DOUBT_NONE,
	DOUBT_PIPE,
	DOUBT_FILES,
	DOUBT_CALLS,
	DOUBT_CHANGED,
	DOUBT_READERS,
};

/**
 * struct sight - what is seen of a process that can read from the pipe
 * @own: it is the writer's own process
 * @stopped: all of its threads are stopped, or its cgroup is frozen
 * @reading: a thread of it is in a system call that reads from the pipe
 * @has_read: it has read something between the two looks, from any file
 * @awaits: a thread of it waits for the exit of the writer, or of an ancestor
 *	of the writer
 * @blocked: a thread of it is a stalled writer on another pipe
 * @fellow: a thread of it is a stalled writer on this pipe, and none is on
 *	another
 * @hidden: what its threads are doing cannot be seen
 */
struct sight {
	bool own;
	bool stopped;
	bool reading;
	bool has_read;
	bool awaits;
	bool blocked;
	bool fellow;
	bool hidden;
};

/**
 * struct evidence - what is seen, apart from the readers
 * @opens: the writer is in open(2) of a FIFO
 * @pipe_known: the pipe is known
 * @moved: data was read from the pipe between the two looks
 * @vanished: number of readers that disappeared while they were being examined
 * @unreadable: number of processes whose open files cannot be seen
 * @readers: open files that can read, by the kernel's count
 * @seen: descriptors of these that were found; each file may have several
 */
struct evidence {
	bool opens;
	bool pipe_known;
	bool moved;
	size_t vanished;
	size_t unreadable;
	struct number readers;
	size_t seen;
};

/* No reader in particular. */
#define NO_READER ((size_t)-1)

/**
 * struct decision - a verdict, or why there is none
 * @verdict: the verdict
 * @doubt: why there is none
 * @reader: index of the deciding reader, or NO_READER
 */
struct decision {
	enum verdict verdict;
	enum doubt doubt;
	size_t reader;
};

/**
 * verdict_decide() - decide why a writer is stuck
 * @evidence: what is seen, apart from the readers
 * @sights: what is seen of each reader; among equals the first one decides
 * @n: how many
 *
 * Return: the decision; pipescope(8) documents its rules
 */
struct decision verdict_decide(const struct evidence *evidence,
			       const struct sight *sights, size_t n);

/**
 * verdict_name() - name a verdict
 * @verdict: the verdict
 *
 * Return: its name, "" for VERDICT_NONE
 */
const char *verdict_name(enum verdict verdict);

/**
 * verdict_doubt() - name a doubt
 * @doubt: the doubt
 *
 * Return: its name, "" for DOUBT_NONE
 */
const char *verdict_doubt(enum doubt doubt);

/**
 * verdict_meaning() - explain a decision
 * @decision: the decision
 *
 * Return: a sentence without a full stop
 */
const char *verdict_meaning(const struct decision *decision);

#endif /* PIPESCOPE_VERDICT_H */
