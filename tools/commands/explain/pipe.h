/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_PIPE_H
#define PIPESCOPE_PIPE_H

#include "commands/explain/writer_facts.h"

/**
 * enum creation - how a pipe got its size
 * @CREATION_UNKNOWN: it was not seen to be created
 * @CREATION_SHRUNK: small, its user being over the soft limit
 * @CREATION_DEFAULT: with the usual slots
 * @CREATION_OTHER: with another number of slots
 */
enum creation {
	CREATION_UNKNOWN,
	CREATION_SHRUNK,
	CREATION_DEFAULT,
	CREATION_OTHER,
};

/**
 * pipe_creation() - how a pipe got its size
 * @facts: its writer
 *
 * Return: how
 */
enum creation pipe_creation(const struct writer_facts *facts);

/**
 * pipe_resized() - whether a pipe has other slots than it was taken up with
 * @facts: its writer
 *
 * Return: 1 if so, 0 if not; unknown if it may have been resized before it was
 * tracked
 */
struct number pipe_resized(const struct writer_facts *facts);

/**
 * pipe_count_request() - count what another writer asks for
 * @facts: the writer; @slots_others is updated
 * @other: another one that is stalled on the same pipe
 */
void pipe_count_request(struct writer_facts *facts,
			const struct writer_facts *other);

/**
 * pipe_fits_by_default() - whether a pipe of the default size would not have filled
 * @facts: the writer
 *
 * Compares slots: those in use and those that what the blocked calls of all its
 * stalled writers still write may take, all of their bytes at most.
 *
 * Return: 1 if it would not, 0 if it would have; unknown if that depends on how
 * much of it has been written already, or a call does not tell its bytes
 */
struct number pipe_fits_by_default(const struct writer_facts *facts);

#endif /* PIPESCOPE_PIPE_H */
