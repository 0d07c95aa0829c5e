/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_PROBED_H
#define PIPESCOPE_PROBED_H

#include <stdbool.h>
#include <stddef.h>

#include "../module/probes/functions.h"

/**
 * probed_find() - find a function that the module probes
 * @name: its name, which need not end after @len bytes
 * @len: the name's length
 *
 * Return: the function, NULL if the module does not probe it
 */
const struct ps_function *probed_find(const char *name, size_t len);

/**
 * probed_has() - whether a list of functions has one of them
 * @names: the list, as in probes/absent
 * @function: the function
 *
 * Return: true if it has
 */
bool probed_has(const char *names, enum ps_function_id function);

#endif /* PIPESCOPE_PROBED_H */
