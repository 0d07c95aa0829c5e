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
 * @number: the number, unknown if it cannot be read or is none
 *
 * Return: 0, or a negative errno
 */
int sysfs_number(int dir, const char *path, struct number *number);

/**
 * sysfs_list() - list the objects of one kind
 * @module: the module's directory
 * @kind: "namespaces", "users" or "writers"
 * @numbers: set to their numbers in rising order, to be freed by the caller
 *
 * Ends the program if they cannot be listed, as after the module's unloading.
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
 * Return: a file descriptor, or -1 if the object has gone
 */
int sysfs_open(int module, const char *kind, uintmax_t number);

/**
 * sysfs_exists() - whether an object is still there
 * @module: the module's directory
 * @kind: as in sysfs_list()
 * @number: the object's number
 *
 * A file that could not be read may be an older module's, or its object gone.
 *
 * Return: true if it is
 */
bool sysfs_exists(int module, const char *kind, uintmax_t number);

#endif /* PIPESCOPE_SYSFS_H */
