// SPDX-License-Identifier: GPL-2.0-only
/* Which columns to show: --output and its help. */
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "output/columns.h"
#include "xalloc.h"

static bool is_selected(const struct selection *selection, size_t id)
{
	for (size_t i = 0; i < selection->n; i++)
		if (selection->ids[i] == id)
			return true;
	return false;
}

static void select_column(struct selection *selection, size_t id)
{
	if (!is_selected(selection, id))
		selection->ids[selection->n++] = id;
}

static size_t column_by_name(const struct view *view, const char *name,
			     size_t len)
{
	for (size_t i = 0; i < view->n_columns; i++) {
		const char *other = view->columns[i].name;

		if (strlen(other) == len && !strncasecmp(other, name, len))
			return i;
	}
	errx(exit_failure, "unknown column: %.*s", (int)len, name);
}

static void select_defaults(const struct view *view,
			    struct selection *selection)
{
	for (size_t i = 0; i < view->n_defaults; i++)
		select_column(selection, view->defaults[i]);
}

void columns_select(const struct view *view, const char *list,
		    struct selection *selection)
{
	selection->n = 0;
	if (!list || *list == '+')
		select_defaults(view, selection);
	if (!list)
		return;
	list += *list == '+';
	for (;;) {
		size_t len = strcspn(list, ",");

		select_column(selection, column_by_name(view, list, len));
		if (!list[len])
			break;
		list += len + 1;
	}
}

void columns_select_all(const struct view *view, struct selection *selection)
{
	selection->n = 0;
	for (size_t i = 0; i < view->n_columns; i++)
		select_column(selection, i);
}

void columns_help(const struct view *view, FILE *out)
{
	fprintf(out, "\nAvailable output columns for %s:\n", view->name);
	for (size_t i = 0; i < view->n_columns; i++)
		fprintf(out, " %13s  %s\n", view->columns[i].name,
			view->columns[i].help);
}
