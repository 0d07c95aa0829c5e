/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_EXPORT_NAMESPACES_H
#define PIPESCOPE_EXPORT_NAMESPACES_H

#include "commands/export/series.h"

/**
 * export_namespaces() - export the counters of some namespaces, and the rest
 * @export: the export
 *
 * This includes the pipes of uids in these namespaces.
 */
void export_namespaces(const struct export *export);

#endif /* PIPESCOPE_EXPORT_NAMESPACES_H */
