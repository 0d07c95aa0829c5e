/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_PROBES_OPEN_SITE_H
#define _PIPESCOPE_PROBES_OPEN_SITE_H

#include "group.h"

extern struct ps_group ps_open_site;

int ps_open_site_place(void);

#endif
