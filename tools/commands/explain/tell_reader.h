/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_EXPLAIN_TELL_READER_H
#define PIPESCOPE_EXPLAIN_TELL_READER_H

#include <stdio.h>

#include "commands/explain/facts.h"

/**
 * tell_name() - name a task
 * @comm: its name, as it is
 * @id: its process or thread id
 * @out: where to
 */
void tell_name(const char *comm, uintmax_t id, FILE *out);

/**
 * tell_container() - tell the container and pod of a process, if it is in one
 * @container: both
 * @out: where to
 */
void tell_container(const struct container *container, FILE *out);

/**
 * tell_reader() - tell who can read from a pipe, and what it does
 * @facts: the pipe's writer
 * @reader: the reader
 * @out: where to, without a new line
 */
void tell_reader(const struct facts *facts, const struct reader *reader,
		 FILE *out);

#endif /* PIPESCOPE_EXPLAIN_TELL_READER_H */
