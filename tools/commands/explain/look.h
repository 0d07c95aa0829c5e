/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_LOOK_H
#define PIPESCOPE_LOOK_H

#include "commands/explain/writer_facts.h"
#include "read/host.h"

/**
 * look_again() - see what has changed since a writer was read
 * @host: the host
 * @facts: the writer, after candidates_look_again(); updates @gone, @evidence
 *	and the readers' @sight
 */
void look_again(const struct host *host, struct writer_facts *facts);

#endif /* PIPESCOPE_LOOK_H */
