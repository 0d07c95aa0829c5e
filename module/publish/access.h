/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_ACCESS_H
#define _PIPESCOPE_ACCESS_H

#include <linux/types.h>

struct pid_namespace;

bool ps_access_namespace(struct pid_namespace *pid_ns);
bool ps_access_host(void);

#endif
