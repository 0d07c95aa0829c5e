// SPDX-License-Identifier: GPL-2.0-only
/* Names of the system calls in which tasks are found waiting. */
#include <inttypes.h>
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
	CALL(io_submit), CALL(io_getevents),
	CALL(nanosleep), CALL(clock_nanosleep),
	CALL(rt_sigsuspend), CALL(rt_sigtimedwait),
	CALL(recvfrom), CALL(recvmsg), CALL(recvmmsg),
	CALL(sendto), CALL(sendmsg), CALL(sendmmsg),
	CALL(accept), CALL(accept4), CALL(connect),
	CALL(msgrcv), CALL(msgsnd), CALL(semop), CALL(semtimedop),
	CALL(mq_timedreceive), CALL(mq_timedsend),
	CALL(clone), CALL(execve), CALL(exit), CALL(exit_group),
	/* Newer architectures or older headers lack these. */
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

/* Returns how many numbers were parsed. */
static size_t parse_numbers(const char *text, uintmax_t *numbers, size_t max)
{
	size_t n = 0;

	while (n < max && !strncmp(text, " 0x", strlen(" 0x"))) {
		char *end;

		numbers[n++] = strtoumax(text + 1, &end, 16);
		text = end;
	}
	return n;
}

bool syscall_parse(const char *text, struct syscall *call)
{
	/* The stack pointer and the program counter follow the arguments. */
	uintmax_t numbers[SYSCALL_ARGUMENTS + 2], stack;
	char *end;

	*call = (struct syscall){ .number = strtol(text, &end, 10) };
	if (end == text || call->number < 0 ||
	    parse_numbers(end, numbers, SYSCALL_ARGUMENTS + 2) !=
	    SYSCALL_ARGUMENTS + 2)
		return false;
	stack = numbers[SYSCALL_ARGUMENTS];
	/* A kernel thread has no stack pointer and is in no call. */
	if (!stack)
		return false;
	memcpy(call->arguments, numbers, sizeof(call->arguments));
	if (sizeof(long) == 4 || stack > UINT32_MAX)
		call->name = call_name(call->number);
	return true;
}

void syscall_describe(const struct syscall *call, char *buf, size_t size)
{
	if (call->name)
		snprintf(buf, size, "%s", call->name);
	else
		snprintf(buf, size, "syscall %ld", call->number);
}
