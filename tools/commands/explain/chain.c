// SPDX-License-Identifier: GPL-2.0-only
/* Chains of writers whose readers are blocked writers themselves. */
#include "commands/explain/chain.h"
#include "xalloc.h"

static struct writer_facts *find_writer(struct writer_facts *facts, size_t n,
					uintmax_t tid)
{
	for (size_t i = 0; i < n; i++)
		if (facts[i].writer->tid == tid && !facts[i].gone)
			return &facts[i];
	return NULL;
}

void chain_link(struct writer_facts *facts, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct decision *decision = &facts[i].decision;
		const struct reader *reader;

		if (decision->verdict != VERDICT_READER_IDLE)
			continue;
		reader = &facts[i].readers[decision->reader];
		if (reader->blocked_tid)
			facts[i].next = find_writer(facts, n,
						    reader->blocked_tid);
	}
}

static bool chain_has(struct writer_facts *const *links, size_t n,
		      const struct writer_facts *facts)
{
	for (size_t i = 0; i < n; i++)
		if (links[i] == facts)
			return true;
	return false;
}

void chain_follow(struct writer_facts *first, struct chain *chain)
{
	struct writer_facts *link = first;

	*chain = (struct chain){ 0 };
	for (; link && !chain_has(chain->links, chain->n, link);
	     link = link->next) {
		chain->links = xgrow(chain->links, chain->n, sizeof(link));
		chain->links[chain->n++] = link;
	}
	chain->circle = link;
	chain->links = xgrow(chain->links, chain->n, sizeof(link));
	chain->links[chain->n] = NULL;
}

static size_t add_chain(struct writer_facts **order, size_t n,
			struct writer_facts *first)
{
	for (; first && !chain_has(order, n, first); first = first->next)
		order[n++] = first;
	return n;
}

static bool is_next(struct writer_facts *facts, size_t n,
		    const struct writer_facts *one)
{
	for (size_t i = 0; i < n; i++)
		if (facts[i].next == one)
			return true;
	return false;
}

struct writer_facts **chain_order(struct writer_facts *facts, size_t n)
{
	struct writer_facts **order = xcalloc(n + 1, sizeof(*order));
	size_t done = 0;

	for (size_t i = 0; i < n; i++)
		if (!facts[i].gone && !is_next(facts, n, &facts[i]))
			done = add_chain(order, done, &facts[i]);
	/* Circles have no first writer. */
	for (size_t i = 0; i < n; i++)
		if (!facts[i].gone)
			done = add_chain(order, done, &facts[i]);
	return order;
}
