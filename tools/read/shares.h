/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_SHARES_H
#define PIPESCOPE_SHARES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "read/host.h"
#include "read/sysfs.h"

/**
 * struct share - what a uid has in one pid namespace
 * @owner: the caller's number for the namespace
 * @inum: the namespace's inode number
 * @init: process id of its init process, 0 if it was not found
 * @uid: the uid, host's view
 * @pipes: the user's pipes that were created in it
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
 * struct shares - what uids have in pid namespaces
 * @array: the shares, to be freed by the caller
 * @n: how many
 */
struct shares {
	struct share *array;
	size_t n;
};

/**
 * shares_add() - add what the uids have in a namespace
 * @shares: the shares; those of uids without a pipe are left out
 * @dir: the namespace's directory
 * @namespace: what is known of it, for each of them
 */
void shares_add(struct shares *shares, int dir, const struct share *namespace);

/**
 * shares_read() - read what all uids have in all pid namespaces
 * @host: the host
 * @with_inits: look for the namespaces' init processes
 * @shares: filled in, sorted by uid, of each the largest first
 */
void shares_read(const struct host *host, bool with_inits,
		 struct shares *shares);

#endif /* PIPESCOPE_SHARES_H */
