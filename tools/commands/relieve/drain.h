/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_DRAIN_H
#define PIPESCOPE_DRAIN_H

#include "commands/relieve/relief.h"

/**
 * drain_plan() - choose how much to drain, and check whether that is possible
 * @relief: the relief
 *
 * Return: true if possible; otherwise the outcome is set
 */
bool drain_plan(struct relief *relief);

/**
 * drain_do() - drain the pipe until the writer unblocks, if nothing has changed
 * @relief: the relief, planned; its outcome is set
 */
void drain_do(struct relief *relief);

#endif /* PIPESCOPE_DRAIN_H */
