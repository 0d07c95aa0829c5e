/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_EXIT_FAILURE_H
#define PIPESCOPE_EXIT_FAILURE_H

/*
 * The exit status when the program cannot do its job: EXIT_FAILURE, unless the
 * command uses that to say something else.
 */
extern int exit_failure;

/*
 * The exit status when the module is unloaded while it is read, -1 for
 * exit_failure. A command that goes on until then sets it to success.
 */
extern int exit_unloaded;

#endif /* PIPESCOPE_EXIT_FAILURE_H */
