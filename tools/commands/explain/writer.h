/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_WRITER_H
#define PIPESCOPE_WRITER_H

#include "commands/explain/writer_facts.h"
#include "read/host.h"

/**
 * writer_read() - read what is known of a stalled writer and its pipe
 * @host: the host
 * @facts: @writer is set; what is known of it is filled in, or @gone set
 */
void writer_read(const struct host *host, struct writer_facts *facts);

#endif /* PIPESCOPE_WRITER_H */
