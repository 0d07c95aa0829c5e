/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_USAGE_H
#define PIPESCOPE_USAGE_H

#include "commands/explain/writer_facts.h"
#include "read/host.h"
#include "read/shares.h"

/* Namespaces that are told of a user, those that have the most. */
#define USAGE_NAMESPACES 3

/**
 * usage_read() - read who uses up the quotas of those whose pipes were shrunk
 * @host: the host
 * @facts: all writers; @usage is filled in where the pipe was shrunk
 * @n: how many
 * @shares: filled in; @array is to be freed by the caller, when @facts are not
 *	needed any more
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
 * usage_init() - find whose a namespace is that has a share in a quota
 * @host: the host
 * @share: the share
 * @init: filled in: the namespace's init process
 *
 * Return: false if that is not known
 */
bool usage_init(const struct host *host, const struct share *share,
		struct process *init);

#endif /* PIPESCOPE_USAGE_H */
