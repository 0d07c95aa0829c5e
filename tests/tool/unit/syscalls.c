// SPDX-License-Identifier: GPL-2.0-only
/* The text of /proc/PID/syscall. */
#include "claim.h"
#include "read/syscalls.h"

#define STACK	" 0x0 0x0 0x0 0x0 0x0 0x0 0x7ffd2c3e0f58 0x7f8a1c0f7b13"
#define STACK32	" 0x0 0x0 0x0 0x0 0x0 0x0 0xffd2c3e0 0xf7f8a1c0"

static void claim_syscall(const char *text, const char *want)
{
	char got[32];

	syscall_describe(text, got, sizeof(got));
	claim("system call", text, got, want);
}

static void test_syscalls(void)
{
#ifdef __x86_64__
	claim_syscall("0" STACK, "read");
	claim_syscall("61" STACK, "wait4");
	claim_syscall("232" STACK, "epoll_wait");
#else
	claim_syscall("63" STACK, "read");
	claim_syscall("260" STACK, "wait4");
#endif
	claim_syscall("9999" STACK, "syscall 9999");
	claim_syscall("3" STACK32, "syscall 3");
	claim_syscall("0 0x0 0x0 0x0 0x0 0x0 0x0 0x0 0x0", "");
	claim_syscall("-1 0x7ffd2c3e0f58 0x7f8a1c0f7b13", "");
	claim_syscall("running", "");
	claim_syscall("", "");
	claim_syscall("1", "");
	claim_syscall(" ", "");
}

int main(void)
{
	test_syscalls();
	return claims_status();
}
