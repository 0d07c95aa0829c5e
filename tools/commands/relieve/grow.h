/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_GROW_H
#define PIPESCOPE_GROW_H

#include "commands/relieve/relief.h"

/**
 * grow_plan() - choose the size, and check whether it is possible
 * @relief: the relief
 *
 * Return: true if possible; otherwise the outcome is set
 */
bool grow_plan(struct relief *relief);

/**
 * grow_do() - grow the pipe, if nothing has changed, and wait for the writer
 * @relief: the relief, planned; its outcome is set
 */
void grow_do(struct relief *relief);

#endif /* PIPESCOPE_GROW_H */
