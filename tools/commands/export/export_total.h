/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_EXPORT_TOTAL_H
#define PIPESCOPE_EXPORT_TOTAL_H

#include "commands/export/series.h"

/**
 * export_total() - export the sums over all namespaces
 * @export: the export
 */
void export_total(const struct export *export);

#endif /* PIPESCOPE_EXPORT_TOTAL_H */
