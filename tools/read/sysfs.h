/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_SYSFS_H
#define PIPESCOPE_SYSFS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * struct number - a number that may be unknown
 * @value: the number
 * @known: whether it could be read
 */
struct number {
	uintmax_t value;
	bool known;
};

/**
 * sysfs_number() - read a file that holds one number
 * @dir: directory that @path is relative to
 * @path: the file
 * @number: set to the number, unknown if it cannot be read or parsed
 *
 * Return: 0, or a negative errno
 */
int sysfs_number(int dir, const char *path, struct number *number);

/**
 * sysfs_list() - list the objects of one kind
 * @module: the module's directory
 * @kind: "namespaces", "users" or "writers"
 * @numbers: set to their numbers in ascending order, to be freed by the caller
 *
 * Ends the program if that fails, for instance because the module was unloaded.
 *
 * Return: how many
 */
size_t sysfs_list(int module, const char *kind, uintmax_t **numbers);

/**
 * sysfs_open() - open an object's directory
 * @module: the module's directory
 * @kind: as in sysfs_list()
 * @number: the object's number
 *
 * Return: a file descriptor, or -1 if the object no longer exists
 */
int sysfs_open(int module, const char *kind, uintmax_t number);

/**
 * sysfs_exists() - whether an object still exists
 * @module: the module's directory
 * @kind: as in sysfs_list()
 * @number: the object's number
 *
 * If a file could not be read, its object may be gone, or the module may be an
 * older one that lacks the file.
 *
 * Return: true if it does
 */
bool sysfs_exists(int module, const char *kind, uintmax_t number);

#endif /* PIPESCOPE_SYSFS_H */
