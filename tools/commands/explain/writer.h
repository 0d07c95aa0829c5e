/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_WRITER_H
#define PIPESCOPE_WRITER_H

#include "commands/explain/writer_facts.h"
#include "read/host.h"

/**
 * writer_read() - read the facts about a stalled writer and its pipe
 * @host: the host
 * @facts: @writer is set; the facts are filled in, or @gone is set
 */
void writer_read(const struct host *host, struct writer_facts *facts);

#endif /* PIPESCOPE_WRITER_H */
