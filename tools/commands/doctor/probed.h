/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_PROBED_H
#define PIPESCOPE_PROBED_H

#include <stdbool.h>
#include <stddef.h>

/**
 * struct probed - a function of the kernel that the module probes
 * @name: its name
 * @unseen: what is not seen without that probe; NULL if that shows nothing
 *	wrong
 */
struct probed {
	const char *name;
	const char *unseen;
};

/**
 * probed_find() - find a function that the module probes
 * @name: its name, need not end there
 * @len: the name's length
 *
 * Return: the function, NULL if the module does not probe it
 */
const struct probed *probed_find(const char *name, size_t len);

/**
 * probed_has() - whether a list of functions has one of them
 * @names: the list, as in probes/absent
 * @name: the function
 *
 * Return: true if it has
 */
bool probed_has(const char *names, const char *name);

#endif /* PIPESCOPE_PROBED_H */
