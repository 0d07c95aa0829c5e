/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_SHARES_H
#define PIPESCOPE_SHARES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "read/host.h"
#include "read/sysfs.h"

/**
 * struct share - what a user has in one pid namespace
 * @uid: the user
 * @inum: the namespace's inode number
 * @init: process id of its init process, 0 if it was not found
 * @pipes: the user's pipes that were created in it
 * @pages: their slots
 */
struct share {
	uintmax_t uid;
	uintmax_t inum;
	uintmax_t init;
	struct number pipes;
	struct number pages;
};

/**
 * struct shares - what all users have in all pid namespaces
 * @array: sorted by user, of each the largest first
 * @n: how many
 */
struct shares {
	struct share *array;
	size_t n;
};

/**
 * shares_read() - read what users have in pid namespaces
 * @host: the host
 * @with_inits: look for the namespaces' init processes
 * @shares: filled in; @array is to be freed by the caller
 *
 * Shares without pipes are left out.
 */
void shares_read(const struct host *host, bool with_inits,
		 struct shares *shares);

#endif /* PIPESCOPE_SHARES_H */
