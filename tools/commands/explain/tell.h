/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_EXPLAIN_TELL_H
#define PIPESCOPE_EXPLAIN_TELL_H

#include <stdio.h>

#include "commands/explain/facts.h"
#include "read/host.h"

/**
 * tell() - tell a person why a writer does not go on
 * @host: the host
 * @facts: the writer
 * @out: where to
 */
void tell(const struct host *host, struct facts *facts, FILE *out);

#endif /* PIPESCOPE_EXPLAIN_TELL_H */
