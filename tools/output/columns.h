/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_COLUMNS_H
#define PIPESCOPE_COLUMNS_H

#include <stddef.h>
#include <stdio.h>

/* The most columns of a view. */
#define COLUMNS_MAX 32

/**
 * enum column_kind - what the cells of a column hold
 * @COLUMN_TEXT: text
 * @COLUMN_NUMBER: a number
 * @COLUMN_FLAG: yes or no; true or false in JSON
 * @COLUMN_DURATION: microseconds, shown in larger units in tables
 * @COLUMN_NUMBERS: several numbers, an array in JSON
 */
enum column_kind {
	COLUMN_TEXT,
	COLUMN_NUMBER,
	COLUMN_FLAG,
	COLUMN_DURATION,
	COLUMN_NUMBERS,
};

/**
 * struct column - a column that a view can show
 * @name: heading, and in lower case the key in JSON
 * @flags: SCOLS_FL_*
 * @help: what it is, for --help
 * @kind: what its cells hold
 * @file: the file in the row's directory that holds the value, or NULL
 */
struct column {
	const char *name;
	int flags;
	const char *help;
	enum column_kind kind;
	const char *file;
};

struct table;
struct host;

/**
 * struct view - one of the program's lists
 * @name: the command that shows it, and the name of its array in JSON
 * @columns: what it can show
 * @n_columns: how many
 * @defaults: indices of the columns shown without --output
 * @n_defaults: how many
 * @list: adds the rows to the table
 */
struct view {
	const char *name;
	const struct column *columns;
	size_t n_columns;
	const size_t *defaults;
	size_t n_defaults;
	void (*list)(struct table *table, const struct host *host);
};

/**
 * struct selection - columns that were chosen
 * @ids: their indices in the view
 * @n: how many
 */
struct selection {
	size_t ids[COLUMNS_MAX];
	size_t n;
};

/**
 * columns_select() - choose the columns to show
 * @view: the view
 * @list: argument of --output, or NULL for the defaults
 * @selection: filled in
 *
 * A column named twice is shown once, because JSON's keys must differ. Ends the
 * program if a name is unknown.
 */
void columns_select(const struct view *view, const char *list,
		    struct selection *selection);

/**
 * columns_select_all() - choose all columns of a view
 * @view: the view
 * @selection: filled in
 */
void columns_select_all(const struct view *view, struct selection *selection);

/**
 * columns_help() - describe the columns of a view
 * @view: the view
 * @out: the output stream
 */
void columns_help(const struct view *view, FILE *out);

#endif /* PIPESCOPE_COLUMNS_H */
