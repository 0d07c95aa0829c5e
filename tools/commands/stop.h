/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_STOP_H
#define PIPESCOPE_STOP_H

#include <poll.h>
#include <stdbool.h>

/*
 * For commands that run until they are stopped, and must clean up then. Signals
 * are delivered only in stop_poll(), so a command must wait there for its
 * output, too, and not in write(2).
 */

/**
 * stop_catch() - stop the program cleanly on signals that would kill it
 *
 * These are SIGINT, SIGTERM, SIGQUIT, and SIGHUP unless it is already ignored.
 * From now on, a broken pipe is an error of write(2). Other signals that
 * concern a terminal, such as SIGTSTP, also stay pending until stop_poll().
 */
void stop_catch(void);

/**
 * stop_wanted() - whether such a signal has arrived
 *
 * Return: true if so
 */
bool stop_wanted(void);

/**
 * stop_poll() - wait for files or a signal
 * @files: as for poll(2)
 * @n: how many
 * @timeout: milliseconds, -1 for no limit
 *
 * Signals that have arrived are handled when it returns, even if files are
 * ready.
 *
 * Return: as poll(2); -1 with EINTR if a signal arrived while no file was
 * ready, whether or not the signal stops the program
 */
int stop_poll(struct pollfd *files, nfds_t n, int timeout);

#endif /* PIPESCOPE_STOP_H */
