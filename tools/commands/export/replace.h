/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_REPLACE_H
#define PIPESCOPE_REPLACE_H

#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>

/**
 * struct replacement - a file being replaced
 * @path: the file
 * @exists: it existed before
 * @before: its attributes then
 */
struct replacement {
	const char *path;
	bool exists;
	struct stat before;
};

/**
 * replace_begin() - check a file that will be replaced
 * @file: filled in
 * @path: the file; it need not exist
 *
 * Ends the program if it is not a regular file.
 */
void replace_begin(struct replacement *file, const char *path);

/**
 * replace_end() - replace a file with a text, atomically
 * @file: the file
 * @text: the text
 * @size: its length
 *
 * Readers see the old text or the new one, and never a part: the text is
 * written to another file in the same directory, which is renamed once it is on
 * disk. All users may read it. If another process has replaced the file since
 * replace_begin(), that version may be newer than the text, and stays. Ends the
 * program on failure, and then leaves everything as it was.
 */
void replace_end(const struct replacement *file, const char *text, size_t size);

#endif /* PIPESCOPE_REPLACE_H */
