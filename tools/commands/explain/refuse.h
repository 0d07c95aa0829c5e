/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_REFUSE_H
#define PIPESCOPE_REFUSE_H

#include <stdint.h>
#include <stdnoreturn.h>

#include "read/host.h"
#include "read/stalled.h"

/**
 * refuse_task() - end the program: there is nothing to explain
 * @host: the host
 * @stalled: all stalled writers
 * @tid: the task that the user asked for, which is not one of them
 */
noreturn void refuse_task(const struct host *host,
			  const struct stalled *stalled,
			  uintmax_t tid);

#endif /* PIPESCOPE_REFUSE_H */
