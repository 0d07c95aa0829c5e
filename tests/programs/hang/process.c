// SPDX-License-Identifier: GPL-2.0-only
#include <err.h>
#include <errno.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "hang.h"

pid_t process_fork(bool new_pid_namespace)
{
	unsigned long flags = SIGCHLD | (new_pid_namespace ? CLONE_NEWPID : 0);
	pid_t pid = syscall(SYS_clone, flags, NULL, NULL, NULL, 0L);

	if (pid < 0)
		err(1, "clone");
	return pid;
}

static void drop_capabilities(void)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = { };

	if (syscall(SYS_capset, &header, none))
		err(1, "capset");
}

/* A limit full of pipes takes more descriptors than a process usually has. */
static void raise_descriptor_limit(void)
{
	struct rlimit limit;

	getrlimit(RLIMIT_NOFILE, &limit);
	limit.rlim_cur = limit.rlim_max;
	if (setrlimit(RLIMIT_NOFILE, &limit))
		err(1, "setrlimit");
}

/* Only what the parent still has to do is left: to end when it ends. */
void process_become(const char *comm, uid_t uid)
{
	raise_descriptor_limit();
	if (setresgid(uid, uid, uid) || setresuid(uid, uid, uid))
		err(1, "cannot become user %u", uid);
	drop_capabilities();
	/* A change of user resets it, hence the order. */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_NAME, comm);
}

int process_wait(pid_t pid)
{
	int status;

	while (waitpid(pid, &status, 0) < 0) {
		if (errno != EINTR)
			err(1, "waitpid");
	}
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}
