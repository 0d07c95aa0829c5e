/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_DESCRIBE_READER_H
#define PIPESCOPE_DESCRIBE_READER_H

#include <stdio.h>

#include "commands/explain/writer_facts.h"

/**
 * describe_name() - name a task
 * @comm: its name, as it is
 * @id: its process or thread id
 * @out: where to
 */
void describe_name(const char *comm, uintmax_t id, FILE *out);

/**
 * describe_container() - tell the container and pod of a process, if it is in one
 * @container: both
 * @out: where to
 */
void describe_container(const struct container *container, FILE *out);

/**
 * describe_reader() - tell who can read from a pipe, and what it does
 * @facts: the pipe's writer
 * @reader: the reader
 * @out: where to, without a new line
 */
void describe_reader(const struct writer_facts *facts,
		     const struct reader *reader,
		 FILE *out);

#endif /* PIPESCOPE_DESCRIBE_READER_H */
