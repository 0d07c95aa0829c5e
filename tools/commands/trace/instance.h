/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_INSTANCE_H
#define PIPESCOPE_INSTANCE_H

#include <tracefs/tracefs.h>

/**
 * instance_open() - make a tracefs instance for this process alone
 * @ready: set to a file descriptor that poll(2) finds readable while there are
 *	events; nothing must be read from it
 *
 * It is removed when the program ends by exit(3). What a predecessor left that
 * was killed is removed, too; the kernel refuses that as long as it is in use.
 * It is switched off; its events have times of CLOCK_MONOTONIC. Ends the program if there can be
 * none, because the user may not trace for instance.
 *
 * Return: the instance
 */
struct tracefs_instance *instance_open(int *ready);

#endif /* PIPESCOPE_INSTANCE_H */
