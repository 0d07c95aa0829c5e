/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_TRANSFER_H
#define PIPESCOPE_TRANSFER_H

#include "read/task.h"

/**
 * transfer_bytes() - how much the system call of a task writes to a pipe
 * @task: the task
 *
 * Return: bytes, all that the call was asked to write; unknown if it is in no
 * such call, or the call's arguments do not tell, as writev(2)'s
 */
struct number transfer_bytes(const struct task *task);

#endif /* PIPESCOPE_TRANSFER_H */
