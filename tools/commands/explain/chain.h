/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_CHAIN_H
#define PIPESCOPE_CHAIN_H

#include <stdbool.h>
#include <stddef.h>

#include "commands/explain/writer_facts.h"

/**
 * struct chain - writers, each waiting for the next one to read
 * @links: the writers, NULL-terminated; freed by the caller
 * @n: how many, at least one
 * @circle: the last one waits for another one in the chain
 */
struct chain {
	struct writer_facts **links;
	size_t n;
	bool circle;
};

/**
 * chain_link() - link each writer to its reader, if that is a stalled writer
 * @facts: all writers, with decisions; @next is filled in
 * @n: how many
 */
void chain_link(struct writer_facts *facts, size_t n);

/**
 * chain_follow() - follow a chain to its end, or once around a circle
 * @first: the first writer
 * @chain: filled in
 */
void chain_follow(struct writer_facts *first, struct chain *chain);

/**
 * chain_order() - sort writers by chains
 * @facts: all writers, linked
 * @n: how many
 *
 * Each chain is in order from its first writer; writers that lead into it
 * elsewhere follow it. Writers that have gone are left out.
 *
 * Return: pointers to the writers, NULL-terminated, to be freed by the caller
 */
struct writer_facts **chain_order(struct writer_facts *facts, size_t n);

#endif /* PIPESCOPE_CHAIN_H */
