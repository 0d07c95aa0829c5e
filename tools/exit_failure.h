/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_EXIT_FAILURE_H
#define PIPESCOPE_EXIT_FAILURE_H

/*
 * The exit status when the program cannot do its job: EXIT_FAILURE, unless the
 * command uses that to say something else.
 */
extern int exit_failure;

#endif /* PIPESCOPE_EXIT_FAILURE_H */
