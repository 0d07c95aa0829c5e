/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_RELEASE_H
#define PIPESCOPE_RELEASE_H

#include "commands/relieve/target.h"

/**
 * enum progress - what the writer does
 * @WAITING: it waits in its system call
 * @STOPPED: it is stopped, so it writes nothing
 * @RUNNING: it runs, in its call or not
 * @OUT: it has left its call
 * @DEAD: its thread has exited
 */
enum progress {
	WAITING,
	STOPPED,
	RUNNING,
	OUT,
	DEAD,
};

/**
 * release_settle() - let the writer use the room it was given
 * @target: the writer
 * @host: the host
 * @msec: maximum time in milliseconds
 *
 * Return: its state then; RUNNING if it never stopped running
 */
enum progress release_settle(const struct target *target,
			     const struct host *host, unsigned int msec);

/**
 * release_await() - wait until the writer has left its call
 * @target: the writer
 * @host: the host
 * @msec: maximum time in milliseconds
 *
 * Return: its state then
 */
enum progress release_await(const struct target *target,
			    const struct host *host, unsigned int msec);

#endif /* PIPESCOPE_RELEASE_H */
