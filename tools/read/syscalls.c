// SPDX-License-Identifier: GPL-2.0-only
/* Names of the system calls in which tasks are found waiting. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>

#include "read/syscalls.h"

#define CALL(name) { SYS_##name, #name }

static const struct {
	long number;
	const char *name;
} calls[] = {
	CALL(read), CALL(readv), CALL(pread64), CALL(preadv), CALL(preadv2),
	CALL(write), CALL(writev), CALL(pwrite64), CALL(pwritev),
	CALL(pwritev2), CALL(splice), CALL(tee), CALL(vmsplice), CALL(sendfile),
	CALL(openat), CALL(close), CALL(fcntl), CALL(ioctl), CALL(flock),
	CALL(fsync), CALL(fdatasync), CALL(sync),
	CALL(wait4), CALL(waitid), CALL(futex), CALL(restart_syscall),
	CALL(ppoll), CALL(pselect6), CALL(epoll_pwait), CALL(io_uring_enter),
	CALL(nanosleep), CALL(clock_nanosleep),
	CALL(rt_sigsuspend), CALL(rt_sigtimedwait),
	CALL(recvfrom), CALL(recvmsg), CALL(recvmmsg),
	CALL(sendto), CALL(sendmsg), CALL(sendmmsg),
	CALL(accept), CALL(accept4), CALL(connect),
	CALL(msgrcv), CALL(msgsnd), CALL(semop), CALL(semtimedop),
	CALL(mq_timedreceive), CALL(mq_timedsend),
	CALL(clone), CALL(execve), CALL(exit), CALL(exit_group),
	/* What newer architectures do without, and older headers lack. */
#ifdef SYS_open
	CALL(open),
#endif
#ifdef SYS_poll
	CALL(poll),
#endif
#ifdef SYS_select
	CALL(select),
#endif
#ifdef SYS_epoll_wait
	CALL(epoll_wait),
#endif
#ifdef SYS_pause
	CALL(pause),
#endif
#ifdef SYS_vfork
	CALL(vfork),
#endif
#ifdef SYS_openat2
	CALL(openat2),
#endif
#ifdef SYS_clone3
	CALL(clone3),
#endif
#ifdef SYS_epoll_pwait2
	CALL(epoll_pwait2),
#endif
#ifdef SYS_futex_waitv
	CALL(futex_waitv),
#endif
};

static const char *call_name(long number)
{
	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++)
		if (calls[i].number == number)
			return calls[i].name;
	return NULL;
}

/* The last field is the program counter, the one before it the stack's. */
static unsigned long long stack_pointer(const char *text)
{
	const char *last = strrchr(text, ' ');
	const char *p = last;

	while (p && p > text && p[-1] != ' ')
		p--;
	return p ? strtoull(p, NULL, 16) : 0;
}

void syscall_describe(const char *text, char *buf, size_t size)
{
	unsigned long long stack;
	const char *name;
	char *end;
	long number;

	buf[0] = '\0';
	number = strtol(text, &end, 10);
	if (end == text || *end != ' ' || number < 0)
		return;
	stack = stack_pointer(text);
	/* A kernel thread has no stack pointer and is in no call. */
	if (!stack)
		return;
	name = sizeof(long) == 4 || stack > UINT32_MAX ? call_name(number) : NULL;
	if (name)
		snprintf(buf, size, "%s", name);
	else
		snprintf(buf, size, "syscall %ld", number);
}
