/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_REPLACE_H
#define PIPESCOPE_REPLACE_H

#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

/**
 * struct replacement - a file that is to be replaced
 * @path: the file
 * @exists: it was there before
 * @before: what it was then
 */
struct replacement {
	const char *path;
	bool exists;
	struct stat before;
};

/**
 * replace_begin() - look at a file before the text is made that replaces it
 * @file: filled in
 * @path: the file; it need not exist
 *
 * Ends the program if it is not a regular file.
 */
void replace_begin(struct replacement *file, const char *path);

/**
 * replace_end() - put a text in the place of a file, at once
 * @file: the file
 * @text: the text
 * @size: its length
 *
 * Whoever reads the file sees the old text or the new one, and never less: it
 * is written to another file in the same directory, and on the disk before it
 * gets its name. Everybody may read it. What another process has put there
 * since replace_begin() may be newer than the text, and stays. Ends the program
 * if all that does not succeed; then all is as it was.
 */
void replace_end(const struct replacement *file, const char *text, size_t size);

#endif /* PIPESCOPE_REPLACE_H */
