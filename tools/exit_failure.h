/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_EXIT_FAILURE_H
#define PIPESCOPE_EXIT_FAILURE_H

/*
 * The exit status on failure: EXIT_FAILURE, unless the command gives that
 * status another meaning.
 */
extern int exit_failure;

/*
 * The exit status if the module is unloaded while it is being read, -1 for
 * exit_failure. A command that runs until then sets it to EXIT_SUCCESS.
 */
extern int exit_unloaded;

#endif /* PIPESCOPE_EXIT_FAILURE_H */
