// SPDX-License-Identifier: GPL-2.0-only
/* What fdinfo tells of files that are really open, and of texts that are odd. */
#include <fcntl.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "claim.h"
#include "read/fdinfo.h"
#include "read/lineage.h"

static void claim_value(const char *name, struct number got, struct number want)
{
	char texts[2][32] = { "unknown", "unknown" };

	if (got.known)
		sprintf(texts[0], "%ju", got.value);
	if (want.known)
		sprintf(texts[1], "%ju", want.value);
	claim("fdinfo", name, texts[0], texts[1]);
}

static struct number known(uintmax_t value)
{
	return (struct number){ value, true };
}

static const struct number unknown;

static void test_open(void)
{
	int self = open("/proc/self", O_PATH | O_DIRECTORY);
	int null = open("/dev/null", O_RDWR);
	int epoll = epoll_create1(0);
	struct epoll_event event = { .events = EPOLLIN };
	uintmax_t *fds;
	int ends[2];
	pid_t child = fork();
	int pidfd;

	if (!child) {
		pause();
		_exit(0);
	}
	pidfd = syscall(SYS_pidfd_open, child, 0);
	if (pipe(ends) || epoll_ctl(epoll, EPOLL_CTL_ADD, ends[0], &event) ||
	    epoll_ctl(epoll, EPOLL_CTL_ADD, pidfd, &event))
		abort();
	claim_value("open flags", known(fdinfo_open_flags(self, null).value & O_ACCMODE),
		    known(O_RDWR));
	claim_value("flags of what is not open", fdinfo_open_flags(self, 999), unknown);
	claim_value("a pidfd", fdinfo_process(self, pidfd), known(child));
	claim_value("no pidfd", fdinfo_process(self, null), unknown);
	claim_value("files of an epoll instance", known(fdinfo_epoll(self, epoll, &fds)),
		    known(2));
	claim_value("one of them", known(fds[0] == (uintmax_t)ends[0] ||
					 fds[1] == (uintmax_t)ends[0]), known(1));
	free(fds);
	claim_value("files of none", known(fdinfo_epoll(self, null, &fds)), known(0));
	free(fds);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	claim_value("the pidfd of a process that has gone",
		    fdinfo_process(self, pidfd), unknown);
}

static void test_lineage(void)
{
	int proc = open("/proc", O_PATH | O_DIRECTORY);
	struct lineage lineage;

	lineage_read(proc, getpid(), &lineage);
	claim_value("itself first", known(lineage.pids[0]), known(getpid()));
	claim_value("then its parent", known(lineage.pids[1]), known(getppid()));
	claim_value("below its parent", known(lineage_below(&lineage, getppid())),
		    known(getpid()));
	claim_value("nobody below itself", known(lineage_below(&lineage, getpid())),
		    known(0));
	claim_value("its parent is in it", known(lineage_has(&lineage, getppid())),
		    known(1));
	claim_value("0 is not", known(lineage_has(&lineage, 0)), known(0));
	lineage_free(&lineage);
}

static void put(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	fputs(text, file);
	fclose(file);
}

static void test_odd(void)
{
	int here = open(".", O_PATH | O_DIRECTORY);
	struct lineage lineage;
	uintmax_t *fds;

	mkdir("fdinfo", 0700);
	put("fdinfo/1", "pos:\t0\nflags:\tx\nPid:\t-1\n");
	claim_value("flags that are none", fdinfo_open_flags(here, 1), unknown);
	claim_value("no process", fdinfo_process(here, 1), unknown);
	put("fdinfo/2", "\n\ntfd:\ntfd: x\ntfd:        7 events\nxtfd: 8\ntfd: 9");
	claim_value("lines that are none", known(fdinfo_epoll(here, 2, &fds)), known(2));
	claim_value("the last one", known(fds[1]), known(9));
	free(fds);
	put("fdinfo/3", "");
	claim_value("nothing", fdinfo_process(here, 3), unknown);

	mkdir("5", 0700);
	mkdir("6", 0700);
	put("5/status", "PPid:\t6\n");
	put("6/status", "PPid:\t5\n");
	lineage_read(here, 5, &lineage);
	claim_value("a circle comes to an end", known(lineage.n), known(2));
	lineage_free(&lineage);
}

int main(void)
{
	test_open();
	test_lineage();
	test_odd();
	return claims_status();
}
