/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_EXPLAIN_TELL_PIPE_H
#define PIPESCOPE_EXPLAIN_TELL_PIPE_H

#include <stdio.h>

#include "commands/explain/facts.h"
#include "read/host.h"

/**
 * tell_number() - tell how many there are of something
 * @before: what comes before the number
 * @number: how many
 * @what: of what, for the case of one
 * @out: where to
 */
void tell_number(const char *before, uintmax_t number, const char *what,
		 FILE *out);

/**
 * tell_pipe() - tell what a pipe is like, and how it got its size
 * @facts: its writer
 * @out: where to
 */
void tell_pipe(const struct facts *facts, FILE *out);

/**
 * tell_quota() - tell who uses up the quota of a pipe's user
 * @host: the host
 * @facts: its writer
 * @out: where to
 */
void tell_quota(const struct host *host, const struct facts *facts, FILE *out);

#endif /* PIPESCOPE_EXPLAIN_TELL_PIPE_H */
