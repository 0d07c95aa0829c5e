/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_SYSCALLS_H
#define PIPESCOPE_SYSCALLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SYSCALL_ARGUMENTS 6

/**
 * struct syscall - the system call that a task is in
 * @number: its number
 * @name: its name, NULL if it is not in the table, or the program is a 32-bit
 *	one, whose numbers differ
 * @arguments: its arguments
 */
struct syscall {
	long number;
	const char *name;
	uintmax_t arguments[SYSCALL_ARGUMENTS];
};

/**
 * syscall_parse() - parse the system call that a task is in
 * @text: the text of /proc/PID/syscall
 * @call: filled in
 *
 * Return: false if the task is in none, or is running
 */
bool syscall_parse(const char *text, struct syscall *call);

/**
 * syscall_describe() - name a system call
 * @call: the call
 * @buf: filled in: its name, or "syscall NUMBER"
 * @size: its size
 */
void syscall_describe(const struct syscall *call, char *buf, size_t size);

#endif /* PIPESCOPE_SYSCALLS_H */
