/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_KUNIT_FAKE_WORKER_H
#define _PIPESCOPE_KUNIT_FAKE_WORKER_H

#include <linux/types.h>

void fake_worker_forget(void);
u64 fake_worker_due(void);

#endif
