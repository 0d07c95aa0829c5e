/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_SYSCALLS_H
#define PIPESCOPE_SYSCALLS_H

#include <stddef.h>

/**
 * syscall_describe() - name the system call that a task is in
 * @text: the text of /proc/PID/syscall
 * @buf: where to, empty if the task is in none
 * @size: its size
 *
 * A call that has no name here, or is a 32-bit program's, which counts them
 * differently, is "syscall NUMBER".
 */
void syscall_describe(const char *text, char *buf, size_t size);

#endif /* PIPESCOPE_SYSCALLS_H */
