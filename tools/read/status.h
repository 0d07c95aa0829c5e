/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_STATUS_H
#define PIPESCOPE_STATUS_H

#include <stddef.h>
#include <stdint.h>

#include "read/sysfs.h"

/* Enough for the fields of /proc/PID/status that are used. */
#define STATUS_MAX	4096
/* Pid namespaces can be 32 deep below the first. */
#define STATUS_NS_MAX	33

/**
 * status_field() - find a field in the text of /proc/PID/status
 * @status: the text
 * @key: its name
 *
 * A process's name cannot imitate a field: the kernel escapes newlines in it.
 *
 * Return: the text after the field's name, not cut at its end, or NULL
 */
const char *status_field(const char *status, const char *key);

/**
 * status_number() - read a field that is a decimal number
 * @status: the text of /proc/PID/status
 * @key: its name
 *
 * Return: the number, unknown if there is none
 */
struct number status_number(const char *status, const char *key);

/**
 * status_ns_pids() - read NSpid: a task's ids in its pid namespaces
 * @status: the text of /proc/PID/status
 * @ids: filled in, the reader's namespace first, the task's own last
 *
 * Return: how many, 0 if the kernel does not show them
 */
size_t status_ns_pids(const char *status, uintmax_t ids[STATUS_NS_MAX]);

#endif /* PIPESCOPE_STATUS_H */
