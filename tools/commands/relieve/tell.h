/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_TELL_H
#define PIPESCOPE_TELL_H

#include "commands/relieve/relieve.h"

/**
 * tell_plan() - say what will be done, before it is
 * @relief: the relief, planned
 */
void tell_plan(const struct relief *relief);

/**
 * tell_warning() - warn of what somebody loses by it, wherever the rest goes
 * @relief: the relief, planned
 */
void tell_warning(const struct relief *relief);

/**
 * tell_outcome() - say what was done, and how it ended
 * @relief: the relief
 */
void tell_outcome(const struct relief *relief);

/**
 * tell_json() - say all of this to a program
 * @relief: the relief
 */
void tell_json(const struct relief *relief);

#endif /* PIPESCOPE_TELL_H */
