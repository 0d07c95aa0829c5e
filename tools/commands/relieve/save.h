/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_SAVE_H
#define PIPESCOPE_SAVE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "commands/relieve/outcome.h"

/**
 * struct save - the file that data is saved in
 * @path: its path
 * @fd: its descriptor
 * @size: bytes in it
 */
struct save {
	const char *path;
	int fd;
	off_t size;
};

/**
 * save_possible() - whether a file could be created
 * @path: its path
 * @outcome: set if not
 *
 * Return: true if it does not exist, and its directory may be written to
 */
bool save_possible(const char *path, struct outcome *outcome);

/**
 * save_open() - create a file that only its owner may read
 * @save: filled in
 * @path: its path; the file must not exist
 * @outcome: set on failure
 *
 * Return: true if the file exists and its directory is on disk
 */
bool save_open(struct save *save, const char *path, struct outcome *outcome);

/**
 * save_put() - write data at an offset, sync it, and end the file after it
 * @save: the file
 * @offset: the offset
 * @data: the data
 * @size: how much
 * @outcome: set on failure; then the contents from @offset on are not known
 *
 * Return: true if the data is on disk
 */
bool save_put(struct save *save, off_t offset, const char *data, size_t size,
	      struct outcome *outcome);

/**
 * save_cut() - truncate the file
 * @save: the file
 * @size: its new size
 * @outcome: set on failure
 */
void save_cut(struct save *save, off_t size, struct outcome *outcome);

/**
 * save_close() - close the file, and remove it if it is empty
 * @save: the file
 */
void save_close(const struct save *save);

#endif /* PIPESCOPE_SAVE_H */
