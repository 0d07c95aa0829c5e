/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_STEPS_H
#define PIPESCOPE_STEPS_H

#include "commands/doctor/subject.h"

/**
 * steps_prepare() - prepare a new process for taking steps
 *
 * It is the first of new pid and mount namespaces.
 */
void steps_prepare(void);

/**
 * steps_take() - take a step
 * @step: the step
 * @argument: its argument
 * @reply: filled in
 */
void steps_take(enum step step, uintmax_t argument, struct reply *reply);

#endif /* PIPESCOPE_STEPS_H */
