/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_RELEASE_H
#define PIPESCOPE_RELEASE_H

#include "commands/relieve/target.h"

/**
 * enum progress - how far the writer has come
 * @WAITING: it waits in its call
 * @STOPPED: it is stopped, and uses no room
 * @RUNNING: it runs, in its call or not
 * @OUT: it has left its call
 * @DEAD: its thread has ended
 */
enum progress {
	WAITING,
	STOPPED,
	RUNNING,
	OUT,
	DEAD,
};

/**
 * release_settle() - let the writer use the room that it was given
 * @target: the writer
 * @host: the host
 * @msec: for how long at most, in milliseconds
 *
 * Return: what it does then; RUNNING if it does so all the time
 */
enum progress release_settle(const struct target *target,
			     const struct host *host, unsigned int msec);

/**
 * release_await() - wait until the writer has left its call
 * @target: the writer
 * @host: the host
 * @msec: for how long at most, in milliseconds
 *
 * Return: what it does then
 */
enum progress release_await(const struct target *target,
			    const struct host *host, unsigned int msec);

#endif /* PIPESCOPE_RELEASE_H */
