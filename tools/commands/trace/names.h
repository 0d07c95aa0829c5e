/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_NAMES_H
#define PIPESCOPE_NAMES_H

#include <stdint.h>

/**
 * names_of() - find a task's name
 * @proc: /proc
 * @tid: its thread id
 *
 * For a task that has exited, this is the name at its last event.
 *
 * Return: the name, unescaped, empty if unknown; valid until the next call
 */
const char *names_of(int proc, uintmax_t tid);

#endif /* PIPESCOPE_NAMES_H */
