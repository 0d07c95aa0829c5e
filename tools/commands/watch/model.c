// SPDX-License-Identifier: GPL-2.0-only
/* The content of the screen: the lists of other commands, sorted. */
#include <string.h>

#include "commands/commands.h"
#include "commands/watch/model.h"
#include "output/sort.h"
#include "output/table.h"
#include "xalloc.h"

static void init_pane(struct pane *pane, const struct command *command,
		      const char *columns, const char *sorted)
{
	struct selection order;

	*pane = (struct pane){ .view = command->view, .descending = true };
	columns_select(pane->view, columns, &pane->columns);
	columns_select(pane->view, sorted, &order);
	while (pane->columns.ids[pane->sorted] != order.ids[0])
		pane->sorted++;
}

void model_init(struct model *model)
{
	*model = (struct model){ 0 };
	/* The most important columns fit in the 80 of a serial console. */
	init_pane(&model->panes[PANE_WRITERS], &writers_command,
		  "TID,COMMAND,TIME,USED,SLOTS,SHRUNK,DOING,CONTAINER,NS,OPERATION,FD,INODE,BYTES",
		  "TIME");
	init_pane(&model->panes[PANE_NAMESPACES], &namespaces_command,
		  "NS,COMMAND,STALLED,BLOCKED,PIPES,PAGES,PEAK,SHRUNK,REFUSED,UNREAD,BLOCKS,TIME,TIME_MAX",
		  "STALLED");
}

static void split_rows(struct pane *pane)
{
	char *line, *rest = pane->text;
	size_t n = 0;

	while (*pane->text && (line = strsep(&rest, "\n"))) {
		pane->rows = xgrow(pane->rows, n, sizeof(*pane->rows));
		pane->rows[n++] = line;
	}
	/* The heading does not count. */
	pane->n = n ? n - 1 : 0;
}

static void free_rows(struct pane *pane)
{
	free(pane->rows);
	free(pane->text);
	pane->rows = NULL;
	pane->text = NULL;
	pane->n = 0;
}

static void refresh_pane(struct pane *pane, const struct host *host)
{
	struct table table = {
		.view = pane->view,
		.selection = pane->columns,
		.format = FORMAT_TABLE,
	};

	free_rows(pane);
	table_init(&table, true);
	pane->view->list(&table, host);
	sort_rows(&table, pane->sorted, pane->descending);
	pane->text = table_text(&table);
	split_rows(pane);
}

void model_refresh(struct model *model, const struct host *host)
{
	sysfs_number(host->module, "stalled", &model->stalled);
	sysfs_number(host->module, "total/writers_blocked", &model->blocked);
	sysfs_number(host->module, "total/pipes", &model->pipes);
	sysfs_number(host->module, "total/pages", &model->pages);
	for (size_t i = 0; i < PANES; i++)
		refresh_pane(&model->panes[i], host);
}

void model_free(struct model *model)
{
	for (size_t i = 0; i < PANES; i++)
		free_rows(&model->panes[i]);
}
