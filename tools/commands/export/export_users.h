/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_EXPORT_USERS_H
#define PIPESCOPE_EXPORT_USERS_H

#include "commands/export/series.h"

/**
 * export_users() - export the pipes of some uids, of the rest, and the limits
 * @export: the export
 */
void export_users(const struct export *export);

#endif /* PIPESCOPE_EXPORT_USERS_H */
