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
 * @columns: which columns, in which order
 * @sorted: the column that tells the order, by its place in @columns
 * @falling: the largest first
 * @text: the list's text; the rows are in it
 * @rows: the heading and the rows, as the list command writes them
 * @n: how many rows, the heading not counted; 0 if there are none
 * @top: the first row that is shown
 * @shown: how many can be shown at once
 */
struct pane {
	const struct view *view;
	struct selection columns;
	size_t sorted;
	bool falling;
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
 * struct model - what is on the screen
 * @panes: the lists
 * @focus: the one that keys are for
 * @left: how many columns of characters were shifted out to the left
 * @stalled: stalled writers
 * @blocked: blocked writers
 * @pipes: pipes
 * @pages: their slots
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
 * model_init() - begin with nothing, in the order that matters most
 * @model: filled in
 */
void model_init(struct model *model);

/**
 * model_refresh() - read everything anew
 * @model: the model
 * @host: where from
 *
 * Ends the program as the list commands do if something cannot be read.
 */
void model_refresh(struct model *model, const struct host *host);

/**
 * model_free() - free what the model holds
 * @model: the model
 */
void model_free(struct model *model);

#endif /* PIPESCOPE_MODEL_H */
