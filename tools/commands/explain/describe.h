/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_DESCRIBE_H
#define PIPESCOPE_DESCRIBE_H

#include <stdio.h>

#include "commands/explain/writer_facts.h"
#include "read/host.h"

/**
 * describe_writer() - describe why a writer is stuck
 * @host: the host
 * @facts: the writer
 * @out: the output stream
 */
void describe_writer(const struct host *host, struct writer_facts *facts,
		     FILE *out);

#endif /* PIPESCOPE_DESCRIBE_H */
