// SPDX-License-Identifier: GPL-2.0-only
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "../clone.h"
#include "puppet.h"

static sigset_t signals;
static pid_t last_child;

/* SIGUSR1 is waited for, and never lost. */
void processes_prepare(void)
{
	struct rlimit limit;

	sigemptyset(&signals);
	sigaddset(&signals, SIGUSR1);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	getrlimit(RLIMIT_NOFILE, &limit);
	limit.rlim_cur = limit.rlim_max;
	if (setrlimit(RLIMIT_NOFILE, &limit))
		err(1, "setrlimit");
}

bool step_uid(const char *arguments)
{
	uid_t uid = strtoul(arguments, NULL, 10);

	return !setresgid(uid, uid, uid) && !setresuid(uid, uid, uid) &&
	       !prctl(PR_SET_PDEATHSIG, SIGKILL);
}

/* The parent hands on what it is told and how the child ends. */
static void stand_for(pid_t child)
{
	int status;
	int signal;

	for (;;) {
		if (waitpid(child, &status, WNOHANG) > 0)
			_exit(WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
		signal = sigwaitinfo(&signals, NULL);
		if (signal == SIGUSR1)
			kill(child, SIGUSR1);
	}
}

bool step_namespace(const char *arguments)
{
	pid_t child;

	(void)arguments;
	sigaddset(&signals, SIGCHLD);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	child = clone_process(CLONE_NEWPID);
	if (child)
		stand_for(child);
	sigprocmask(SIG_UNBLOCK, &signals, NULL);
	sigdelset(&signals, SIGCHLD);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	return true;
}

static void put(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);

	if (fd < 0 || write(fd, text, strlen(text)) < 0)
		err(1, "%s", path);
	close(fd);
}

bool step_user_namespace(const char *arguments)
{
	char uids[40], gids[40];

	(void)arguments;
	snprintf(uids, sizeof(uids), "0 %u 1", getuid());
	snprintf(gids, sizeof(gids), "0 %u 1", getgid());
	/* Who has changed its user does not own its files in /proc otherwise. */
	if (unshare(CLONE_NEWUSER) || prctl(PR_SET_DUMPABLE, 1))
		return false;
	put("/proc/self/setgroups", "deny");
	put("/proc/self/uid_map", uids);
	put("/proc/self/gid_map", gids);
	return true;
}

bool step_drop_capabilities(const char *arguments)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = { };
	int capability;

	(void)arguments;
	for (capability = 0; !prctl(PR_CAPBSET_DROP, capability); capability++)
		;
	return !syscall(SYS_capset, &header, none);
}

static void sleep_for_ever(void)
{
	for (;;)
		pause();
}

bool step_share(const char *arguments)
{
	(void)arguments;
	if (!clone_process(CLONE_FILES))
		sleep_for_ever();
	return true;
}

bool step_fork(const char *arguments)
{
	(void)arguments;
	if (!clone_process(0))
		sleep_for_ever();
	return true;
}

static pthread_barrier_t apart;

static void *live_apart(void *argument)
{
	(void)argument;
	if (unshare(CLONE_FILES))
		err(1, "unshare");
	pthread_barrier_wait(&apart);
	sleep_for_ever();
	return NULL;
}

bool step_apart(const char *arguments)
{
	pthread_t thread;

	pthread_barrier_init(&apart, NULL, 2);
	errno = pthread_create(&thread, NULL, live_apart, NULL);
	if (errno)
		return false;
	pthread_barrier_wait(&apart);
	return step_close(arguments);
}

/* Returns the child's id, 0 in the child. */
pid_t processes_child(void)
{
	last_child = clone_process(0);
	return last_child;
}

static int open_child(void)
{
	int fd = syscall(SYS_pidfd_open, last_child, 0);

	if (fd < 0)
		err(1, "pidfd_open");
	return fd;
}

bool step_poll(const char *arguments)
{
	struct pollfd child = { .fd = open_child(), .events = POLLIN };

	(void)arguments;
	return poll(&child, 1, -1) == 1;
}

bool step_epoll(const char *arguments)
{
	struct epoll_event event = { .events = EPOLLIN };
	int fd = epoll_create1(0);

	(void)arguments;
	if (fd < 0 || epoll_ctl(fd, EPOLL_CTL_ADD, open_child(), &event))
		err(1, "epoll");
	return epoll_wait(fd, &event, 1, -1) == 1;
}

/* A group of its own would let the shell's children outlive a kill. */
bool step_sh(const char *arguments)
{
	int status;
	pid_t pid = clone_process(0);

	if (!pid) {
		execl("/bin/sh", "sh", "-c", arguments, NULL);
		err(1, "sh");
	}
	if (waitpid(pid, &status, 0) < 0)
		err(1, "waitpid");
	errno = 0;
	return !status;
}

/* /proc belongs to the pid namespace that it was mounted in, the initial one. */
bool step_say(const char *arguments)
{
	struct stat status;
	char pid[16] = "";

	if (readlink("/proc/self", pid, sizeof(pid) - 1) < 0 || stat("/proc/self/ns/pid", &status))
		return false;
	printf("%s pid=%s namespace=%lu\n", arguments, pid, (unsigned long)status.st_ino);
	return !fflush(stdout);
}

bool step_wait(const char *arguments)
{
	(void)arguments;
	while (sigwaitinfo(&signals, NULL) < 0 && errno == EINTR)
		;
	return true;
}
