/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_DESCRIBE_READER_H
#define PIPESCOPE_DESCRIBE_READER_H

#include <stdio.h>

#include "commands/explain/writer_facts.h"

/**
 * describe_name() - write the name and id of a task
 * @comm: its name, unescaped
 * @id: its process or thread id
 * @out: the output stream
 */
void describe_name(const char *comm, uintmax_t id, FILE *out);

/**
 * describe_container() - write the container and pod of a process, if it has
 * any
 * @container: both
 * @out: the output stream
 */
void describe_container(const struct container *container, FILE *out);

/**
 * describe_reader() - describe a process that can read from a pipe
 * @facts: the pipe's writer
 * @reader: the reader
 * @out: the output stream; writes no newline
 */
void describe_reader(const struct writer_facts *facts,
		     const struct reader *reader, FILE *out);

#endif /* PIPESCOPE_DESCRIBE_READER_H */
