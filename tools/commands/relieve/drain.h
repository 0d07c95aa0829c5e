/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_DRAIN_H
#define PIPESCOPE_DRAIN_H

#include "commands/relieve/relief.h"

/**
 * drain_plan() - choose how much to take, and see whether it can be done
 * @relief: the relief
 *
 * Return: whether it can; otherwise the outcome is set
 */
bool drain_plan(struct relief *relief);

/**
 * drain_do() - if nothing has changed take data out of the pipe until
 * the writer goes on
 * @relief: the relief, planned; its outcome is set
 */
void drain_do(struct relief *relief);

#endif /* PIPESCOPE_DRAIN_H */
