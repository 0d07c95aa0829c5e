/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_INITS_H
#define PIPESCOPE_INITS_H

#include <stddef.h>
#include <stdint.h>

/**
 * inits_find() - find the init process of each pid namespace
 * @proc: /proc
 * @namespaces: their inode numbers in ascending order
 * @n: how many
 *
 * Return: an array of process ids, 0 where it was not found, to be freed by
 * the caller
 */
uintmax_t *inits_find(int proc, const uintmax_t *namespaces, size_t n);

#endif /* PIPESCOPE_INITS_H */
