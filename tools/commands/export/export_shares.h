/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_EXPORT_SHARES_H
#define PIPESCOPE_EXPORT_SHARES_H

#include "commands/export/shown.h"

/**
 * export_shares() - export the pipes of uids in namespaces, and of the rest
 * @export: the export
 * @list: the namespaces; their shares are sorted
 *
 * Those with the most pages have series of their own.
 */
void export_shares(const struct export *export, struct shown_list *list);

#endif /* PIPESCOPE_EXPORT_SHARES_H */
