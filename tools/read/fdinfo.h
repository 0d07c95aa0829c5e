/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_FDINFO_H
#define PIPESCOPE_FDINFO_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "read/sysfs.h"

/**
 * fdinfo_open_flags() - read the flags of an open file
 * @task: the directory of a task that has it open
 * @fd: its file descriptor
 *
 * Return: the flags of open(2)
 */
struct number fdinfo_open_flags(int task, uintmax_t fd);

/**
 * fdinfo_process() - find the process that a pidfd refers to
 * @task: the directory of a task that has it open
 * @fd: the file descriptor
 *
 * Return: the process id, unknown if it is no pidfd or the process has exited
 */
struct number fdinfo_process(int task, uintmax_t fd);

/**
 * fdinfo_epoll() - find the files that an epoll instance watches
 * @task: the directory of a task that has it open
 * @fd: its file descriptor
 * @fds: set to the files' descriptors, to be freed by the caller
 *
 * Return: how many
 */
size_t fdinfo_epoll(int task, uintmax_t fd, uintmax_t **fds);

#endif /* PIPESCOPE_FDINFO_H */
