/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef CLONE_H
#define CLONE_H

#include <err.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

/* As fork(2), with CLONE_... flags; the child does not outlive its parent. */
static inline pid_t clone_process(unsigned long flags)
{
	pid_t pid = syscall(SYS_clone, flags | SIGCHLD, NULL, NULL, NULL, 0L);

	if (pid < 0)
		err(1, "clone");
	if (!pid)
		prctl(PR_SET_PDEATHSIG, SIGKILL);
	return pid;
}

#endif
