/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_OPEN_SITE_H
#define _PIPESCOPE_OPEN_SITE_H

struct ps_function;
struct ps_group;

int ps_open_site_place(struct ps_group *group,
		       const struct ps_function *function);

#endif
