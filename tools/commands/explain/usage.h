/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_USAGE_H
#define PIPESCOPE_USAGE_H

#include "commands/explain/writer_facts.h"
#include "read/host.h"
#include "read/shares.h"

/* How many namespaces of a user are shown: those with the most slots. */
#define USAGE_NAMESPACES 3

/**
 * usage_read() - read who uses up the quotas of users of shrunk pipes
 * @host: the host
 * @facts: all writers; @usage is filled in where the pipe was shrunk
 * @n: how many
 * @shares: filled in; @array is freed by the caller, once @facts are no longer
 *	needed
 */
void usage_read(const struct host *host, struct writer_facts *facts, size_t n,
		struct shares *shares);

/**
 * usage_concerns() - whether a pipe's size is due to its user's quota
 * @facts: its writer
 *
 * Return: true if the pipe is known to have been created shrunk
 */
bool usage_concerns(const struct writer_facts *facts);

/**
 * usage_init() - find the init process of a namespace that has a share in a
 * quota
 * @host: the host
 * @share: the share
 * @init: filled in
 *
 * Return: false if it is not known
 */
bool usage_init(const struct host *host, const struct share *share,
		struct process *init);

#endif /* PIPESCOPE_USAGE_H */
