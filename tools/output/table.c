// SPDX-License-Identifier: GPL-2.0-only
/* Rows and cells: from values to what libsmartcols prints. */
#include <stdio.h>
#include <string.h>

#include "output/duration.h"
#include "output/table.h"
#include "output/text.h"
#include "read/file.h"
#include "xalloc.h"

/*
 * Raw output has no branches, which would confuse its readers. JSON has
 * children if any column is a tree, which must not depend on the columns
 * chosen.
 */
static int column_flags(const struct table *table, size_t position)
{
	int flags = table->view->columns[table->selection.ids[position]].flags;

	if (table->format != FORMAT_TABLE)
		flags &= ~SCOLS_FL_TREE;
	if (table->format == FORMAT_JSON && !position)
		flags |= SCOLS_FL_TREE;
	return flags;
}

static void add_column(struct table *table, size_t position)
{
	const struct column *column =
		&table->view->columns[table->selection.ids[position]];
	struct libscols_column *cl;

	cl = scols_table_new_column(table->scols, column->name, 0,
				    column_flags(table, position));
	if (!cl)
		err(exit_failure, "cannot create column %s", column->name);
	/*
	 * The library prints the text of a number column unchanged, and null if
	 * there is none: this also suits true, false and arrays, in every
	 * version.
	 */
	if (column->kind != COLUMN_TEXT)
		scols_column_set_json_type(cl, SCOLS_JSON_NUMBER);
}

void table_init(struct table *table, bool headings)
{
	table->scols = scols_new_table();
	if (!table->scols)
		err(exit_failure, "cannot create a table");
	scols_table_set_name(table->scols, table->view->name);
	/*
	 * Cut to a narrow console's width, the table would lose what matters.
	 */
	scols_table_set_termforce(table->scols, SCOLS_TERMFORCE_NEVER);
	scols_table_enable_json(table->scols, table->format == FORMAT_JSON);
	scols_table_enable_raw(table->scols, table->format == FORMAT_RAW);
	scols_table_enable_noheadings(table->scols, !headings);
	for (size_t i = 0; i < table->selection.n; i++)
		add_column(table, i);
}

struct libscols_line *table_add(struct table *table,
				struct libscols_line *parent, fill_fn fill,
				const void *row)
{
	struct libscols_line *line;

	/* Raw output has no branches: all rows are on one level. */
	if (table->format == FORMAT_RAW)
		parent = NULL;
	line = scols_table_new_line(table->scols, parent);
	if (!line)
		err(exit_failure, "cannot create a row");
	for (size_t i = 0; i < table->selection.n; i++) {
		size_t id = table->selection.ids[i];
		struct cell cell = {
			.table = table, .line = line, .position = i,
			.column = &table->view->columns[id], .id = id,
		};

		fill(&cell, row);
	}
	return line;
}

void table_remove(struct table *table, struct libscols_line *line)
{
	scols_table_remove_line(table->scols, line);
}

bool table_shows(const struct table *table, size_t id)
{
	for (size_t i = 0; i < table->selection.n; i++)
		if (table->selection.ids[i] == id)
			return true;
	return false;
}

char *table_text(struct table *table)
{
	char *text;

	if (scols_print_table_to_string(table->scols, &text))
		errx(exit_failure, "cannot print");
	scols_unref_table(table->scols);
	return text;
}

void table_print(struct table *table)
{
	char *json;

	if (table->format == FORMAT_JSON) {
		json = table_text(table);
		text_print_json(json, stdout);
		free(json);
		return;
	}
	if (scols_print_table(table->scols))
		errx(exit_failure, "cannot print");
	scols_unref_table(table->scols);
}

static void set_data(const struct cell *cell, const char *data)
{
	if (scols_line_set_data(cell->line, cell->position, data))
		err(exit_failure, "cannot fill a cell");
}

void cell_text(const struct cell *cell, const char *text)
{
	char *valid;

	if (!*text)
		return;
	if (cell->table->format != FORMAT_JSON) {
		set_data(cell, text);
		return;
	}
	valid = text_utf8(text);
	set_data(cell, valid);
	free(valid);
}

static void set_flag(const struct cell *cell, bool value)
{
	if (cell->table->format == FORMAT_JSON)
		set_data(cell, value ? "true" : "false");
	else
		set_data(cell, value ? "yes" : "no");
}

/* sort_rows() compares this: durations do not sort by their text. */
static void remember_key(const struct cell *cell, uintmax_t value)
{
	uintptr_t key = value < UINTPTR_MAX ? value : UINTPTR_MAX;

	scols_cell_set_userdata(scols_line_get_cell(cell->line, cell->position),
				(void *)key);
}

void cell_number(const struct cell *cell, struct number number)
{
	enum column_kind kind = cell->column->kind;
	char buf[DURATION_MAX];

	if (!number.known)
		return;
	remember_key(cell, number.value);
	if (kind == COLUMN_FLAG) {
		set_flag(cell, number.value);
		return;
	}
	if (kind == COLUMN_DURATION && cell->table->format == FORMAT_TABLE)
		duration_format(buf, sizeof(buf), number.value);
	else
		snprintf(buf, sizeof(buf), "%ju", number.value);
	set_data(cell, buf);
}

void cell_nonzero(const struct cell *cell, uintmax_t value)
{
	cell_number(cell, (struct number){ .value = value, .known = value });
}

/*
 * Only numbers and single spaces may go into JSON unquoted, and no number in
 * JSON begins with a zero except 0 itself.
 */
static bool valid_numbers(const char *text)
{
	for (;;) {
		size_t len = strspn(text, "0123456789");

		if (!len || (*text == '0' && len > 1))
			return false;
		text += len;
		if (!*text)
			return true;
		if (*text++ != ' ')
			return false;
	}
}

static void set_numbers(const struct cell *cell, const char *text)
{
	char array[512] = "[";
	size_t len = 1;

	if (!valid_numbers(text))
		return;
	if (cell->table->format != FORMAT_JSON) {
		set_data(cell, text);
		return;
	}
	for (; *text && len < sizeof(array) - 2; text++) {
		if (*text == ' ')
			array[len++] = ',';
		else
			array[len++] = *text;
	}
	array[len++] = ']';
	array[len] = '\0';
	set_data(cell, array);
}

void cell_file(const struct cell *cell, int dir)
{
	const char *file = cell->column->file;
	enum column_kind kind = cell->column->kind;
	struct number number;
	char text[256];

	if (kind == COLUMN_TEXT || kind == COLUMN_NUMBERS) {
		file_read_line(dir, file, text, sizeof(text));
		if (kind == COLUMN_TEXT)
			cell_text(cell, text);
		else
			set_numbers(cell, text);
		return;
	}
	sysfs_number(dir, file, &number);
	cell_number(cell, number);
}
