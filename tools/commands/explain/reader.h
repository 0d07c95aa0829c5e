/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_EXPLAIN_READER_H
#define PIPESCOPE_EXPLAIN_READER_H

#include "commands/explain/facts.h"
#include "read/host.h"
#include "read/stalled.h"

/**
 * readers_read() - read who can read from a writer's pipe, and what they do
 * @host: the host
 * @stalled: all stalled writers: a reader may be one of them
 * @facts: the writer; @readers and @evidence are filled in
 */
void readers_read(const struct host *host, const struct stalled *stalled,
		  struct facts *facts);

/**
 * reader_rchar() - read how much a process has read so far
 * @host: the host
 * @pid: the process
 *
 * Return: bytes, of whatever files
 */
struct number reader_rchar(const struct host *host, uintmax_t pid);

#endif /* PIPESCOPE_EXPLAIN_READER_H */
