/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_REPORT_H
#define PIPESCOPE_REPORT_H

#include "commands/relieve/relief.h"

/**
 * report_plan() - print what will be done
 * @relief: the relief, planned
 */
void report_plan(const struct relief *relief);

/**
 * report_warning() - warn on stderr about data that the reader loses
 * @relief: the relief, planned
 */
void report_warning(const struct relief *relief);

/**
 * report_outcome() - print what was done, and the outcome
 * @relief: the relief
 */
void report_outcome(const struct relief *relief);

/**
 * report_json() - print all of this as JSON
 * @relief: the relief
 */
void report_json(const struct relief *relief);

#endif /* PIPESCOPE_REPORT_H */
