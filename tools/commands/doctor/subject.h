/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_SUBJECT_H
#define PIPESCOPE_SUBJECT_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "commands/doctor/steps.h"

/**
 * struct subject - a process, alone in a pid namespace of its own
 * @pid: the process
 * @socket: how it is told what to do
 * @lost: it did not answer in time
 */
struct subject {
	pid_t pid;
	int socket;
	bool lost;
};

/**
 * subject_start() - start it
 * @subject: filled in
 *
 * It dies with this process.
 *
 * Return: 0, or a negative errno
 */
int subject_start(struct subject *subject);

/**
 * subject_do() - have it take a step
 * @subject: the subject
 * @step: the step
 * @argument: of STEP_USER
 * @reply: filled in
 *
 * Return: 0, or a negative errno: that of the step, -ETIMEDOUT if there is no
 * answer, to this or to an earlier one
 */
int subject_do(struct subject *subject, enum step step, uintmax_t argument,
	       struct reply *reply);

/**
 * subject_end() - end it, with all that it has made
 * @subject: the subject
 */
void subject_end(const struct subject *subject);

#endif /* PIPESCOPE_SUBJECT_H */
