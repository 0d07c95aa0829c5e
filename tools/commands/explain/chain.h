/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_CHAIN_H
#define PIPESCOPE_CHAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "commands/explain/writer_facts.h"

/**
 * struct chain - writers of which each waits for the next one to read
 * @links: the writers, ended by NULL; freed by the caller
 * @n: how many, at least one
 * @circle: the last one waits for one of them
 */
struct chain {
	struct writer_facts **links;
	size_t n;
	bool circle;
};

/**
 * chain_link() - find those readers that are stalled writers themselves
 * @facts: all writers, with decisions; @next is filled in
 * @n: how many
 */
void chain_link(struct writer_facts *facts, size_t n);

/**
 * chain_follow() - follow a chain to its end, or until it comes round
 * @first: the writer to begin with
 * @chain: filled in
 */
void chain_follow(struct writer_facts *first, struct chain *chain);

/**
 * chain_order() - put writers in the order in which their story is told
 * @facts: all writers, linked
 * @n: how many
 *
 * A chain is told from its beginning; what leads to it by another way comes
 * later. Who has gone is left out.
 *
 * Return: pointers to the writers, ended by NULL, to be freed by the caller
 */
struct writer_facts **chain_order(struct writer_facts *facts, size_t n);

#endif /* PIPESCOPE_CHAIN_H */
