/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_GROW_H
#define PIPESCOPE_GROW_H

#include "commands/relieve/relief.h"

/**
 * grow_plan() - choose the size, and see whether nothing speaks against it
 * @relief: the relief
 *
 * Return: whether nothing does; otherwise the outcome is set
 */
bool grow_plan(struct relief *relief);

/**
 * grow_do() - if nothing has changed make the pipe larger, and wait for the writer to go on
 * @relief: the relief, planned; its outcome is set
 */
void grow_do(struct relief *relief);

#endif /* PIPESCOPE_GROW_H */
