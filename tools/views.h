/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_VIEWS_H
#define PIPESCOPE_VIEWS_H

#include "output/columns.h"

/* What can be listed; each has a file of its own. */
extern const struct view namespaces_view;
extern const struct view users_view;
extern const struct view writers_view;

#endif /* PIPESCOPE_VIEWS_H */
