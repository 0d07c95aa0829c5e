/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_STOP_H
#define PIPESCOPE_STOP_H

#include <poll.h>
#include <stdbool.h>

/*
 * Commands that go on until they are told to stop, and have something to put
 * back then. Signals reach them in stop_poll() and nowhere else, so that a
 * command waits there for its output, too, and not in write(2).
 */

/**
 * stop_catch() - let signals that would end the program stop it in good order
 *
 * SIGINT, SIGTERM, SIGQUIT, and SIGHUP unless that is ignored already. A broken
 * pipe is an error of write(2) from now on. Signals that do something else to a
 * terminal, such as SIGTSTP, are put off until stop_poll(), too.
 */
void stop_catch(void);

/**
 * stop_wanted() - whether such a signal came
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
 * A signal that came is handled when it returns, also if files are ready.
 *
 * Return: as poll(2); -1 with EINTR if a signal came while none was, also one
 * that does not mean to stop
 */
int stop_poll(struct pollfd *files, nfds_t n, int timeout);

#endif /* PIPESCOPE_STOP_H */
