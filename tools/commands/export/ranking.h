/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_RANKING_H
#define PIPESCOPE_RANKING_H

#include <stddef.h>
#include <stdint.h>

#include "read/host.h"

/**
 * ranking_choose() - choose the namespaces to export
 * @host: the host
 * @inums: the namespaces' inode numbers in ascending order; only the chosen
 *	ones remain, in the same order
 * @n: how many
 * @top: how many to choose
 *
 * Takes turns: the next namespace by stalled writers, then the next by pages,
 * then the next by the total block time of its writers.
 *
 * Return: how many are chosen
 */
size_t ranking_choose(const struct host *host, uintmax_t *inums, size_t n,
		      size_t top);

#endif /* PIPESCOPE_RANKING_H */
