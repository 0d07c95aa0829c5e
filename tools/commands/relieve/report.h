/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_REPORT_H
#define PIPESCOPE_REPORT_H

#include "commands/relieve/relief.h"

/**
 * report_plan() - say what will be done, before it is
 * @relief: the relief, planned
 */
void report_plan(const struct relief *relief);

/**
 * report_warning() - warn of what somebody loses by it, wherever the rest goes
 * @relief: the relief, planned
 */
void report_warning(const struct relief *relief);

/**
 * report_outcome() - say what was done, and how it ended
 * @relief: the relief
 */
void report_outcome(const struct relief *relief);

/**
 * report_json() - say all of this to a program
 * @relief: the relief
 */
void report_json(const struct relief *relief);

#endif /* PIPESCOPE_REPORT_H */
