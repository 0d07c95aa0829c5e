/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_REPLACE_H
#define PIPESCOPE_REPLACE_H

#include <stddef.h>

/**
 * replace_file() - put a text in the place of a file, at once
 * @path: the file; it need not exist, or is a regular file
 * @text: the text
 * @size: its length
 *
 * Whoever reads the file sees the old text or the new one, and never less: it
 * is written to another file in the same directory, and on the disk before it
 * gets its name. Everybody may read it. Ends the program if that does not
 * succeed; then all is as it was.
 */
void replace_file(const char *path, const char *text, size_t size);

#endif /* PIPESCOPE_REPLACE_H */
