/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_TABLE_H
#define PIPESCOPE_TABLE_H

#include <libsmartcols.h>
#include <stdbool.h>
#include <stdint.h>

#include "output/columns.h"
#include "read/sysfs.h"

/* The format of the output. */
enum format {
	FORMAT_TABLE,
	FORMAT_RAW,
	FORMAT_JSON,
};

/**
 * struct table - a table being filled
 * @scols: libsmartcols' table
 * @view: what is listed
 * @selection: the columns that are shown
 * @format: the output format
 */
struct table {
	struct libscols_table *scols;
	const struct view *view;
	struct selection selection;
	enum format format;
};

/**
 * struct cell - a cell being filled
 * @table: its table
 * @line: its row
 * @position: its place in the row
 * @column: its column
 * @id: the column's index in the view
 */
struct cell {
	const struct table *table;
	struct libscols_line *line;
	size_t position;
	const struct column *column;
	size_t id;
};

/* Fills one cell of a row. */
typedef void (*fill_fn)(const struct cell *cell, const void *row);

/**
 * table_init() - create an empty table
 * @table: its @view, @selection and @format are set, the rest is filled in
 * @headings: whether to print the columns' headings
 */
void table_init(struct table *table, bool headings);

/**
 * table_add() - add a row
 * @table: the table
 * @parent: the row it belongs to, or NULL
 * @fill: called for each cell
 * @row: passed to @fill
 *
 * Return: the row
 */
struct libscols_line *table_add(struct table *table,
				struct libscols_line *parent, fill_fn fill,
				const void *row);

/**
 * table_remove() - remove a row whose object has disappeared
 * @table: the table
 * @line: the row
 */
void table_remove(struct table *table, struct libscols_line *line);

/**
 * table_shows() - whether a column is shown
 * @table: the table
 * @id: the column's index in the view
 *
 * Return: true if so; if not, its value need not be looked up
 */
bool table_shows(const struct table *table, size_t id);

/**
 * table_text() - format a table and free its contents
 * @table: the table
 *
 * Return: the text, to be freed by the caller, without a newline after the last
 * row; empty if there are no rows
 */
char *table_text(struct table *table);

/**
 * table_print() - print a table and free its contents
 * @table: the table
 */
void table_print(struct table *table);

/**
 * cell_text() - put text of any bytes into a cell
 * @cell: the cell
 * @text: the text; if empty, the cell stays empty, in JSON null
 */
void cell_text(const struct cell *cell, const char *text);

/**
 * cell_number() - put a number into a cell, formatted by its column's kind
 * @cell: the cell
 * @number: the number; if unknown, the cell stays empty, in JSON null
 */
void cell_number(const struct cell *cell, struct number number);

/**
 * cell_nonzero() - put a number into a cell; zero means unknown
 * @cell: the cell
 * @value: the number
 */
void cell_nonzero(const struct cell *cell, uintmax_t value);

/**
 * cell_file() - put the value in a file into a cell
 * @cell: the cell, of a column that names a file
 * @dir: the row's directory
 */
void cell_file(const struct cell *cell, int dir);

#endif /* PIPESCOPE_TABLE_H */
