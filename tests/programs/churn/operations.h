/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef OPERATIONS_H
#define OPERATIONS_H

#include <stdbool.h>

#include "worker.h"

void operations_do(struct worker *worker, unsigned long number);
bool operations_print(void);

#endif
