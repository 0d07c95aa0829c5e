// SPDX-License-Identifier: GPL-2.0-only
/* Trees of any shape, from a fuzzer's input. */
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz.h"

#define ARROW	" -> "
#define EQUALS	" = "

/* Makes what is missing. Takes over the descriptor, returns that of @name. */
static int enter(int dir, const char *name)
{
	int inner;

	mkdirat(dir, name, 0700);
	inner = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
	close(dir);
	return inner;
}

static bool is_plain(const char *name)
{
	return *name && strcmp(name, ".") && strcmp(name, "..");
}

/*
 * Returns the directory that the last part of a path is in, whose name is
 * written to @last; -1 if there cannot be such a path.
 */
static int enter_parents(int top, char *path, const char **last)
{
	int dir = openat(top, ".", O_RDONLY | O_DIRECTORY);
	char *save, *name = strtok_r(path, "/", &save), *next;

	for (; name && dir >= 0; name = next) {
		next = strtok_r(NULL, "/", &save);
		if (!is_plain(name))
			break;
		*last = name;
		if (!next)
			return dir;
		dir = enter(dir, name);
	}
	if (dir >= 0)
		close(dir);
	return -1;
}

/* Octal, as in printf's %b. */
static size_t decode_octal(const char *text, char *to)
{
	size_t len = 0;
	int value = 0;

	while (len < 4 && text[len] >= '0' && text[len] <= '7')
		value = value * 8 + text[len++] - '0';
	*to = (char)value;
	return len;
}

static size_t decode(char *text)
{
	static const char letters[] = "ntr\\", values[] = "\n\t\r\\";
	char *to = text, *from = text;

	for (; *from; to++) {
		const char *letter = from[1] ? strchr(letters, from[1]) : NULL;
		size_t len = 0;

		*to = *from;
		if (*from++ != '\\')
			continue;
		if (letter)
			*to = values[letter - letters];
		else
			len = decode_octal(from, to);
		from += letter ? 1 : len;
		if (!letter && !len)
			*to = '\\';
	}
	return to - text;
}

static void make_file(int top, char *path, char *value)
{
	const char *name;
	int dir = enter_parents(top, path, &name);
	size_t len = decode(value);
	int fd;

	if (dir < 0)
		return;
	fd = openat(dir, name, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, 0600);
	close(dir);
	if (fd < 0)
		return;
	if (write(fd, value, len) < 0 || write(fd, "\n", 1) < 0)
		abort();
	close(fd);
}

/* Only a link that nobody follows may lead anywhere. */
static bool leads_out(const char *path, const char *target)
{
	return strstr(target, "..") || (*target == '/' && !strstr(path, "fd/"));
}

static void make_link(int top, char *path, const char *target)
{
	const char *name;
	int dir;

	if (leads_out(path, target))
		return;
	dir = enter_parents(top, path, &name);
	if (dir < 0)
		return;
	symlinkat(target, dir, name);
	close(dir);
}

/* Returns the directory that the lines after this one are about. */
static int change_directory(int top, int dir, char *path)
{
	const char *name;
	int parent = enter_parents(top, path, &name);
	int inner = parent < 0 ? -1 : enter(parent, name);

	if (inner < 0)
		return dir;
	if (dir != top)
		close(dir);
	return inner;
}

static int make_line(int top, int dir, char *line)
{
	size_t len = strlen(line);
	char *middle;

	if (*line == '[' && line[len - 1] == ']') {
		line[len - 1] = '\0';
		return change_directory(top, dir, line + 1);
	}
	middle = strstr(line, ARROW);
	if (middle) {
		*middle = '\0';
		make_link(dir, line, middle + strlen(ARROW));
		return dir;
	}
	middle = strstr(line, EQUALS);
	if (middle) {
		*middle = '\0';
		make_file(dir, line, middle + strlen(EQUALS));
	}
	return dir;
}

void tree_make(const char *path, const char *text)
{
	int top = open(path, O_RDONLY | O_DIRECTORY);
	char *copy = strdup(text), *save;
	int dir = top;

	if (top < 0 || !copy)
		abort();
	for (char *line = strtok_r(copy, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save))
		dir = make_line(top, dir, line);
	if (dir != top)
		close(dir);
	close(top);
	free(copy);
}

static int remove_one(const char *path, const struct stat *st, int type,
		      struct FTW *at)
{
	(void)st;
	(void)type;
	if (at->level && remove(path))
		abort();
	return 0;
}

void tree_remove(const char *path)
{
	if (nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS))
		abort();
}
