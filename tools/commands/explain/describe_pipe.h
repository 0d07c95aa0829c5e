/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_DESCRIBE_PIPE_H
#define PIPESCOPE_DESCRIBE_PIPE_H

#include <stdio.h>

#include "commands/explain/writer_facts.h"
#include "read/host.h"

/**
 * describe_number() - write a number of things
 * @before: text before the number
 * @number: how many
 * @what: the things, in the singular
 * @out: the output stream
 */
void describe_number(const char *before, uintmax_t number, const char *what,
		     FILE *out);

/**
 * describe_pipe() - describe a pipe, and how it got its size
 * @facts: its writer
 * @out: the output stream
 */
void describe_pipe(const struct writer_facts *facts, FILE *out);

/**
 * describe_quota() - describe who uses up the quota of a pipe's user
 * @host: the host
 * @facts: its writer
 * @out: the output stream
 */
void describe_quota(const struct host *host, const struct writer_facts *facts,
		    FILE *out);

#endif /* PIPESCOPE_DESCRIBE_PIPE_H */
