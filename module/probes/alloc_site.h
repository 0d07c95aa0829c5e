/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_PROBES_ALLOC_SITE_H
#define _PIPESCOPE_PROBES_ALLOC_SITE_H

#include "group.h"

extern struct ps_group ps_alloc_site;

int ps_alloc_site_place(void);

#endif
