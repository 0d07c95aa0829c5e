// SPDX-License-Identifier: GPL-2.0-only
/* The exit status of a program that cannot do its job. */
#include <stdlib.h>

#include "exit_failure.h"

int exit_failure = EXIT_FAILURE;
int exit_unloaded = -1;
