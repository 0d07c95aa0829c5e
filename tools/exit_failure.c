// SPDX-License-Identifier: GPL-2.0-only
/* Exit statuses on failure. */
#include <stdlib.h>

#include "exit_failure.h"

int exit_failure = EXIT_FAILURE;
int exit_unloaded = -1;
