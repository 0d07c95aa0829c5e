// SPDX-License-Identifier: GPL-2.0-only
/* The text of /proc/PID/syscall. */
#include "claim.h"
#include "read/syscalls.h"

#define STACK	" 0x0 0x0 0x0 0x0 0x0 0x0 0x7ffd2c3e0f58 0x7f8a1c0f7b13"
#define STACK32	" 0x0 0x0 0x0 0x0 0x0 0x0 0xffd2c3e0 0xf7f8a1c0"

static void claim_syscall(const char *text, const char *want)
{
	struct syscall call;
	char got[32] = "";

	if (syscall_parse(text, &call))
		syscall_describe(&call, got, sizeof(got));
	claim("system call", text, got, want);
}

static void test_arguments(void)
{
	struct syscall call;
	char got[160] = "";

	syscall_parse("1 0x5 0x7f00 0x2000 0x0 0xffffffffffffffff 0x6 0x7ffd2c3e0f58 0x7f",
		      &call);
	for (int i = 0; i < SYSCALL_ARGUMENTS; i++)
		sprintf(got + strlen(got), "%jx ", call.arguments[i]);
	claim("arguments", "of a call", got, "5 7f00 2000 0 ffffffffffffffff 6 ");
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
	claim_syscall("1 0x0 0x0 0x0 0x0 0x0 0x0 0x7ffd2c3e0f58", "");
	claim_syscall("1 0x0 0x0 x 0x0 0x0 0x0 0x7ffd2c3e0f58 0x7f8a1c0f7b13", "");
	claim_syscall("99999999999999999999" STACK, "syscall 9223372036854775807");
}

int main(void)
{
	test_syscalls();
	test_arguments();
	return claims_status();
}
