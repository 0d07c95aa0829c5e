/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_SORT_H
#define PIPESCOPE_SORT_H

#include "output/table.h"

/**
 * sort_rows() - sort a table's rows by one of its columns
 * @table: the table; rows below others stay below them
 * @position: the column's place in the selection
 * @descending: the largest first
 *
 * Empty cells are the smallest.
 */
void sort_rows(struct table *table, size_t position, bool descending);

#endif /* PIPESCOPE_SORT_H */
