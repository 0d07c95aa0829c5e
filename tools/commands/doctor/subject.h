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
 * @socket: for orders and replies
 * @lost: it did not reply in time
 */
struct subject {
	pid_t pid;
	int socket;
	bool lost;
};

/**
 * subject_start() - start the process
 * @subject: filled in
 *
 * The process dies with this one.
 *
 * Return: 0, or a negative errno
 */
int subject_start(struct subject *subject);

/**
 * subject_do() - have the process take a step
 * @subject: the subject
 * @step: the step
 * @argument: the argument of STEP_USER
 * @reply: filled in
 *
 * Return: 0, or a negative errno: that of the step, or -ETIMEDOUT if there was
 * no reply to this order or to an earlier one
 */
int subject_do(struct subject *subject, enum step step, uintmax_t argument,
	       struct reply *reply);

/**
 * subject_end() - kill the process with its children
 * @subject: the subject
 */
void subject_end(const struct subject *subject);

#endif /* PIPESCOPE_SUBJECT_H */
