/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_SORT_H
#define PIPESCOPE_SORT_H

#include "output/table.h"

/**
 * sort_rows() - put a table's rows in the order of one of its columns
 * @table: the table; rows below others stay there
 * @position: the column's place in the selection
 * @falling: the largest first
 *
 * Cells that show nothing are smaller than all others.
 */
void sort_rows(struct table *table, size_t position, bool falling);

#endif /* PIPESCOPE_SORT_H */
