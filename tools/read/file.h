/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_FILE_H
#define PIPESCOPE_FILE_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/**
 * file_read() - read a small file in full
 * @dir: directory that @path is relative to
 * @path: the file
 * @buf: filled in, always NUL-terminated
 * @size: its size; the rest is cut off
 *
 * Return: the number of bytes, or a negative errno
 */
ssize_t file_read(int dir, const char *path, char *buf, size_t size);

/**
 * file_read_line() - read a file of one line
 * @dir: directory that @path is relative to
 * @path: the file
 * @buf: filled in, always NUL-terminated
 * @size: its size; the rest is cut off
 *
 * Removes only the last newline: a name may contain others.
 *
 * Return: the number of bytes, or a negative errno
 */
ssize_t file_read_line(int dir, const char *path, char *buf, size_t size);

/**
 * file_read_link() - read the target of a symbolic link
 * @dir: directory that @path is relative to
 * @path: the link
 * @buf: filled in, always NUL-terminated
 * @size: its size; the rest is cut off
 *
 * Return: the number of bytes, or a negative errno
 */
ssize_t file_read_link(int dir, const char *path, char *buf, size_t size);

/**
 * file_list_numbers() - list the entries of a directory that are numbers
 * @dir: directory that @path is relative to
 * @path: the directory to list
 * @numbers: set to the numbers in ascending order, to be freed by the caller
 *
 * Return: how many, or a negative errno (then @numbers is NULL)
 */
ssize_t file_list_numbers(int dir, const char *path, uintmax_t **numbers);

/**
 * file_parse_number() - parse a decimal number
 * @text: the number, optionally followed by one newline
 * @value: set to the number
 *
 * Return: 0, or -EINVAL
 */
int file_parse_number(const char *text, uintmax_t *value);

#endif /* PIPESCOPE_FILE_H */
