/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_RELIEF_H
#define PIPESCOPE_RELIEF_H

#include <stdbool.h>
#include <stdint.h>

#include "commands/relieve/end.h"
#include "commands/relieve/outcome.h"
#include "commands/relieve/release.h"
#include "commands/relieve/target.h"
#include "read/host.h"

/**
 * struct relief - what to do for a writer, and what was done
 * @host: the host
 * @target: the writer
 * @file: the file that the pipe is drained to; NULL to grow the pipe
 * @wish: size in bytes that the user asked for, 0 for none
 * @max_bytes: maximum number of bytes to drain
 * @limited: the user has set @max_bytes
 * @timeout: milliseconds to wait for the writer to unblock
 * @end: the end of the pipe that is used, and its process
 * @before: the pipe's old size in bytes, if it grows
 * @after: its new size, planned or actual
 * @saved: bytes drained so far
 * @done: the pipe was changed
 * @outcome: the result
 */
struct relief {
	struct host host;
	struct target target;
	const char *file;
	uintmax_t wish;
	uintmax_t max_bytes;
	bool limited;
	unsigned int timeout;
	struct end end;
	uintmax_t before;
	uintmax_t after;
	uintmax_t saved;
	bool done;
	struct outcome outcome;
};

/**
 * relief_conclude() - set the outcome after the pipe was changed
 * @relief: the relief
 * @progress: what the writer does now
 */
void relief_conclude(struct relief *relief, enum progress progress);

#endif /* PIPESCOPE_RELIEF_H */
