/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_PIPE_H
#define PIPESCOPE_PIPE_H

#include "commands/explain/writer_facts.h"

/**
 * enum creation - how a pipe was created
 * @CREATION_UNKNOWN: it was not seen to be created
 * @CREATION_SHRUNK: small, because its user was over the soft limit
 * @CREATION_DEFAULT: with the default number of slots
 * @CREATION_OTHER: with another number of slots
 */
enum creation {
	CREATION_UNKNOWN,
	CREATION_SHRUNK,
	CREATION_DEFAULT,
	CREATION_OTHER,
};

/**
 * pipe_creation() - how a pipe was created
 * @facts: its writer
 *
 * Return: how
 */
enum creation pipe_creation(const struct writer_facts *facts);

/**
 * pipe_resized() - whether a pipe has been resized
 * @facts: its writer
 *
 * Return: 1 if so, 0 if not; unknown if it may have been resized before it was
 * tracked
 */
struct number pipe_resized(const struct writer_facts *facts);

/**
 * pipe_count_request() - add the request of another writer
 * @facts: the writer; @slots_others is updated
 * @other: another writer stalled on the same pipe
 */
void pipe_count_request(struct writer_facts *facts,
			const struct writer_facts *other);

/**
 * pipe_fits_by_default() - whether a pipe of the default size would have
 * sufficed
 * @facts: the writer
 *
 * Adds the slots in use and those that the blocked calls of all of the pipe's
 * stalled writers may take: at most, all of their bytes.
 *
 * Return: 1 if it would have, 0 if not; unknown if that depends on how much has
 * been written already, or if the bytes of a call are unknown
 */
struct number pipe_fits_by_default(const struct writer_facts *facts);

#endif /* PIPESCOPE_PIPE_H */
