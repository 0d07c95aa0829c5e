/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_READERS_H
#define PIPESCOPE_READERS_H

#include "commands/explain/writer_facts.h"
#include "read/host.h"
#include "read/stalled.h"

/**
 * readers_read() - find who can read from a writer's pipe, and what they are
 * doing
 * @host: the host
 * @stalled: all stalled writers; a reader may be one of them
 * @candidates: all processes that can read from any of their pipes
 * @facts: the writer; @readers and @evidence are filled in
 */
void readers_read(const struct host *host, const struct stalled *stalled,
		  const struct candidates *candidates,
		  struct writer_facts *facts);

#endif /* PIPESCOPE_READERS_H */
