/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_SHARES_H
#define PIPESCOPE_SHARES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "read/host.h"
#include "read/sysfs.h"

/**
 * struct share - a uid's pipes in one pid namespace
 * @owner: the caller's index of the namespace
 * @inum: the namespace's inode number
 * @init: process id of its init process, 0 if not found
 * @uid: the uid, host's view
 * @pipes: the user's pipes created in it
 * @pages: their slots
 */
struct share {
	size_t owner;
	uintmax_t inum;
	uintmax_t init;
	uintmax_t uid;
	struct number pipes;
	struct number pages;
};

/**
 * struct shares - all uids' pipes in pid namespaces
 * @array: the shares, to be freed by the caller
 * @n: how many
 */
struct shares {
	struct share *array;
	size_t n;
};

/**
 * shares_add() - add the uids' shares of a namespace
 * @shares: the shares; uids without a pipe are left out
 * @dir: the namespace's directory
 * @namespace: the members that all of these shares have in common
 */
void shares_add(struct shares *shares, int dir, const struct share *namespace);

/**
 * shares_read() - read all uids' shares of all pid namespaces
 * @host: the host
 * @with_inits: look for the namespaces' init processes
 * @shares: filled in, sorted by uid, the largest of each uid first
 */
void shares_read(const struct host *host, bool with_inits,
		 struct shares *shares);

#endif /* PIPESCOPE_SHARES_H */
