/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_SAVE_H
#define PIPESCOPE_SAVE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "commands/relieve/outcome.h"

/**
 * struct save - the file into which data is saved
 * @path: its path
 * @fd: its descriptor
 * @size: how much is in it
 */
struct save {
	const char *path;
	int fd;
	off_t size;
};

/**
 * save_possible() - whether a file could be made
 * @path: its path
 * @outcome: set if it could not
 *
 * Return: true if it does not exist, and its directory may be written to
 */
bool save_possible(const char *path, struct outcome *outcome);

/**
 * save_open() - make a file that only its owner may read
 * @save: filled in
 * @path: its path, at which there must be nothing
 * @outcome: set if it cannot be made, or not be made to last
 *
 * Return: whether the file is there, and its directory on the disk
 */
bool save_open(struct save *save, const char *path, struct outcome *outcome);

/**
 * save_put() - put data at an offset, and onto the disk; the file ends there
 * @save: the file
 * @offset: where to
 * @data: the data
 * @size: how much
 * @outcome: set if that fails: then what is in the file from @offset on is not
 *	known
 *
 * Return: whether the data is on the disk
 */
bool save_put(struct save *save, off_t offset, const char *data, size_t size,
	      struct outcome *outcome);

/**
 * save_cut() - take off the end of the file
 * @save: the file
 * @size: how much is to stay
 * @outcome: set if that fails
 */
void save_cut(struct save *save, off_t size, struct outcome *outcome);

/**
 * save_close() - close the file, and remove it if nothing is in it
 * @save: the file
 */
void save_close(const struct save *save);

#endif /* PIPESCOPE_SAVE_H */
