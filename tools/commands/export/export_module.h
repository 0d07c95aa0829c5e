/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_EXPORT_MODULE_H
#define PIPESCOPE_EXPORT_MODULE_H

#include <stdbool.h>

#include "commands/export/series.h"

/**
 * export_module() - export what the module reports about itself
 * @export: the export
 * @ready: the module is loaded, and has the tool's ABI
 */
void export_module(const struct export *export, bool ready);

#endif /* PIPESCOPE_EXPORT_MODULE_H */
