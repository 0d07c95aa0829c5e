// SPDX-License-Identifier: GPL-2.0-only
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "churn.h"

/* Only what is not close-on-exec lives on in it. */
void sleeper_exec(int event)
{
	char number[16];

	snprintf(number, sizeof(number), "%d", event);
	execl("/proc/self/exe", "churn", "--sleep", number, NULL);
	err(1, "exec");
}

int sleeper_main(const char *event)
{
	if (eventfd_write(atoi(event), 1))
		err(1, "eventfd");
	for (;;)
		pause();
}
