/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_NAMES_H
#define PIPESCOPE_NAMES_H

#include <stdint.h>

/**
 * names_of() - what a task calls itself
 * @proc: /proc
 * @tid: its thread id
 *
 * Of a task that has gone it is what it called itself at its last event.
 *
 * Return: the name as it is, empty if it is not known; valid until the next call
 */
const char *names_of(int proc, uintmax_t tid);

#endif /* PIPESCOPE_NAMES_H */
