/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_VERDICT_H
#define PIPESCOPE_VERDICT_H

#include <stdbool.h>
#include <stddef.h>

#include "read/sysfs.h"

/**
 * enum verdict - why a writer does not go on
 * @VERDICT_NONE: that cannot be said, see enum doubt
 * @VERDICT_SELF: only its own process can read
 * @VERDICT_WAITS_FOR_WRITER: the reader waits for the writer's exit
 * @VERDICT_READER_STOPPED: all that can read are stopped
 * @VERDICT_READER_BUSY: the pipe is being read, slowly
 * @VERDICT_READER_IDLE: the reader does not read
 * @VERDICT_NO_READER_FOUND: the read end is where no file table shows it
 * @VERDICT_FIFO_PARTNER: nobody has opened the FIFO's other end
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
 * @DOUBT_PIPE: it is not known which pipe it is
 * @DOUBT_FILES: open files of some processes may not be seen
 * @DOUBT_CALLS: what a reader is doing may not be seen
 * @DOUBT_CHANGED: who could read has gone meanwhile
 * @DOUBT_READERS: nobody can read any more, or it is not known whether anybody
 *	can
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
 * @has_read: it has read something between two looks, from whatever it was
 * @awaits: a thread of it waits for the end of the writer, or of a process
 *	that the writer descends from
 * @blocked: a thread of it is a stalled writer on another pipe
 * @fellow: a thread of it is a stalled writer on this pipe, none on another one
 * @hidden: what its threads are doing may not be seen
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
 * struct evidence - what is seen beside the readers
 * @opens: the writer is in open(2) of a FIFO
 * @pipe_known: it is known which pipe it is
 * @moved: between two looks data was taken out of the pipe
 * @vanished: readers that have gone while they were looked at
 * @unreadable: processes whose open files may not be seen
 * @readers: open files that can read, by the kernel's count
 * @seen: descriptors of them that were found, at least one for each file
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
 * struct decision - what came of it
 * @verdict: the verdict
 * @doubt: why there is none
 * @reader: index of the reader that decides it, or NO_READER
 */
struct decision {
	enum verdict verdict;
	enum doubt doubt;
	size_t reader;
};

/**
 * verdict_decide() - decide why a writer does not go on
 * @evidence: what is seen beside the readers
 * @sights: of each reader, the first ones being preferred among equals
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
 * verdict_meaning() - say what a decision means
 * @decision: the decision
 *
 * Return: a sentence without its full stop
 */
const char *verdict_meaning(const struct decision *decision);

#endif /* PIPESCOPE_VERDICT_H */
