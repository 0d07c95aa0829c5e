/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_MODEL_H
#define PIPESCOPE_MODEL_H

#include <stdbool.h>
#include <stddef.h>

#include "output/columns.h"
#include "read/host.h"
#include "read/sysfs.h"

/**
 * struct pane - one of the lists on the screen
 * @view: what it lists
 * @columns: its columns, in order
 * @sorted: the column that it is sorted by, as an index in @columns
 * @descending: the largest first
 * @text: the list's text; the rows are in it
 * @rows: the heading and the rows, as the list command prints them
 * @n: how many rows, not counting the heading
 * @top: the first row that is shown
 * @shown: how many can be shown at once
 */
struct pane {
	const struct view *view;
	struct selection columns;
	size_t sorted;
	bool descending;
	char *text;
	char **rows;
	size_t n;
	size_t top;
	size_t shown;
};

/* From top to bottom. */
enum {
	PANE_WRITERS,
	PANE_NAMESPACES,
	PANES
};

/**
 * struct model - the content of the screen
 * @panes: the lists
 * @focus: the list that keys apply to
 * @left: number of columns shifted out to the left
 * @stalled: number of stalled writers
 * @blocked: number of blocked writers
 * @pipes: number of pipes
 * @pages: number of their slots
 */
struct model {
	struct pane panes[PANES];
	size_t focus;
	size_t left;
	struct number stalled;
	struct number blocked;
	struct number pipes;
	struct number pages;
};

/**
 * model_init() - initialize an empty model in the default order
 * @model: filled in
 */
void model_init(struct model *model);

/**
 * model_refresh() - read everything again
 * @model: the model
 * @host: the host
 *
 * Like the list commands, ends the program if something cannot be read.
 */
void model_refresh(struct model *model, const struct host *host);

/**
 * model_free() - free the contents of the model
 * @model: the model
 */
void model_free(struct model *model);

#endif /* PIPESCOPE_MODEL_H */
