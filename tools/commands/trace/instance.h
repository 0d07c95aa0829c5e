/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_INSTANCE_H
#define PIPESCOPE_INSTANCE_H

#include <tracefs/tracefs.h>

/**
 * instance_open() - create a tracefs instance for this process
 * @ready: set to a file descriptor that is readable for poll(2) while there are
 *	events; must not be read from
 *
 * The instance is removed on exit(3). Instances left by traces that were killed
 * are removed as well. Tracing is off; timestamps are of CLOCK_MONOTONIC. Ends
 * the program if no instance can be created, for instance for lack of
 * permission.
 *
 * Return: the instance
 */
struct tracefs_instance *instance_open(int *ready);

#endif /* PIPESCOPE_INSTANCE_H */
