// SPDX-License-Identifier: GPL-2.0-only
/* The order of rows. */
#include <string.h>

#include "output/sort.h"

struct sort_order {
	bool numbers;
	bool descending;
};

static int compare_numbers(struct libscols_cell *a, struct libscols_cell *b)
{
	uintptr_t x = (uintptr_t)scols_cell_get_userdata(a);
	uintptr_t y = (uintptr_t)scols_cell_get_userdata(b);

	return (x > y) - (x < y);
}

static int compare_cells(struct libscols_cell *a, struct libscols_cell *b,
			 void *data)
{
	const char *x = scols_cell_get_data(a), *y = scols_cell_get_data(b);
	const struct sort_order *order = data;
	int result;

	if (!x || !y)
		result = !!x - !!y;
	else if (order->numbers)
		result = compare_numbers(a, b);
	else
		result = strcoll(x, y);
	return order->descending ? -result : result;
}

void sort_rows(struct table *table, size_t position, bool descending)
{
	struct libscols_column *cl =
		scols_table_get_column(table->scols, position);
	size_t id = table->selection.ids[position];
	enum column_kind kind = table->view->columns[id].kind;
	struct sort_order order = {
		.numbers = kind != COLUMN_TEXT && kind != COLUMN_NUMBERS,
		.descending = descending,
	};

	scols_column_set_cmpfunc(cl, compare_cells, &order);
	scols_sort_table(table->scols, cl);
}
