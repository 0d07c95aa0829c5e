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
 * struct relief - what is to be done for a writer, and what was done
 * @host: the host
 * @target: the writer
 * @file: where data is saved that is taken out of the pipe; NULL: it grows
 * @wish: size in bytes that the user wants, 0 for none
 * @max_bytes: how much to take at most
 * @limited: the user has set @max_bytes
 * @timeout: milliseconds to wait for the writer to go on
 * @end: whose descriptor of the pipe is used
 * @before: the pipe's size in bytes, if it grows
 * @after: what it is to be, or is
 * @saved: bytes taken and saved so far
 * @done: something was done to the pipe
 * @outcome: how it ended
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
 * relief_conclude() - set the outcome after something was done
 * @relief: the relief
 * @progress: what the writer does now
 */
void relief_conclude(struct relief *relief, enum progress progress);

#endif /* PIPESCOPE_RELIEF_H */
