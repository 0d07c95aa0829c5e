// SPDX-License-Identifier: GPL-2.0-only
/* Claims about the tool's plain functions. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "container.h"
#include "duration.h"
#include "file.h"
#include "syscalls.h"
#include "text.h"

#define ID	"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define OTHER	"fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"
#define STACK	" 0x0 0x0 0x0 0x0 0x0 0x0 0x7ffd2c3e0f58 0x7f8a1c0f7b13"
#define STACK32	" 0x0 0x0 0x0 0x0 0x0 0x0 0xffd2c3e0 0xf7f8a1c0"

static int count, failed;

static void claim(const char *name, const char *input, const char *got,
		  const char *want)
{
	int bad = strcmp(got, want);

	failed += !!bad;
	printf("%s %d - %s: %s\n", bad ? "not ok" : "ok", ++count, name, input);
	if (bad)
		printf("# got '%s', not '%s'\n", got, want);
}

static void claim_container(const char *cgroups, const char *want)
{
	char id[CONTAINER_ID_LEN + 1];
	char name[256];

	/* In TAP a # begins a directive, a new line a line. */
	snprintf(name, sizeof(name), "%s", cgroups);
	for (char *p = name; *p; p++)
		if (*p == '\n')
			*p = ' ';
	claim("container", name, container_id(cgroups, id) ? id : "none", want);
}

static void test_containers(void)
{
	claim_container("0::/system.slice/docker-" ID ".scope\n", ID);
	claim_container("0::/docker/" ID "\n", ID);
	claim_container("0::/docker/" ID "/init.scope\n", ID);
	claim_container("0::/docker/" OTHER "/docker/" ID, ID);
	claim_container("0::/kubepods.slice/kubepods-pod1.slice/cri-containerd-" ID ".scope", ID);
	claim_container("0::/kubepods.slice/kubepods-pod1.slice/crio-" ID ".scope", ID);
	claim_container("0::/machine.slice/libpod-" ID ".scope/container", ID);
	claim_container("0::/kubepods/besteffort/pod1-2-3/" ID, ID);
	claim_container("0::/system.slice/containerd.service/kubepods-pod1.slice:cri-containerd:"
			ID, ID);
	claim_container("12:pids:/\n4:cpu,cpuacct:/docker/" ID "\n0::/\n", ID);
	claim_container("0::/../../docker-" ID ".scope", ID);
	claim_container("", "none");
	claim_container("0::/\n", "none");
	claim_container("0::/system.slice/ssh.service", "none");
	claim_container("0::/machine.slice/libpod-conmon-" ID ".scope", "none");
	claim_container("0::/system.slice/crio-conmon-" ID ".scope", "none");
	claim_container("0::/docker/" ID "0", "none");
	claim_container("0::/docker/0" ID, "none");
	claim_container("0::/docker/0123456789ab", "none");
	claim_container("0::/docker-" ID ".slice", "none");
	claim_container("0::/docker-" ID ".scopes", "none");
	claim_container("no hierarchy " ID, "none");
}

static void claim_duration(uintmax_t usec, const char *want)
{
	char input[32], got[DURATION_MAX];

	snprintf(input, sizeof(input), "%ju", usec);
	duration_format(got, sizeof(got), usec);
	claim("duration", input, got, want);
}

static void test_durations(void)
{
	claim_duration(0, "0us");
	claim_duration(999, "999us");
	claim_duration(1000, "1ms");
	claim_duration(999999, "999ms");
	claim_duration(1000000, "1.0s");
	claim_duration(59999999, "59.9s");
	claim_duration(60000000, "1m00s");
	claim_duration(3599999999, "59m59s");
	claim_duration(3600000000, "1h00m");
	claim_duration(86399999999, "23h59m");
	claim_duration(86400000000, "1d00h");
	claim_duration(UINTMAX_MAX, "213503982d08h");
}

static void claim_unescape(const char *escaped, const char *want)
{
	char *text = strdup(escaped);

	text_unescape(text);
	claim("unescape", escaped, text, want);
	free(text);
}

static void test_escapes(void)
{
	claim_unescape("", "");
	claim_unescape("cat", "cat");
	claim_unescape("a\\nb\\tc", "a\nb\tc");
	claim_unescape("\\e[2J\\a", "\033[2J\a");
	claim_unescape("\\\"\\\\n", "\"\\n");
	claim_unescape("\\303\\251", "\303\251");
	claim_unescape("\\1234", "S4");
	claim_unescape("\\x1b\\xe9", "\033\351");
	claim_unescape("\\0cut", "\\0cut");
	claim_unescape("\\400", "\\400");
	claim_unescape("\\q\\", "\\q\\");
	claim_unescape("\\x", "\\x");
}

static void claim_utf8(const char *text, const char *want)
{
	char *got = text_utf8(text);

	claim("UTF-8", want, got, want);
	free(got);
}

static void test_utf8(void)
{
	claim_utf8("", "");
	claim_utf8("caf\303\251 \342\202\254 \360\237\220\247",
		   "caf\303\251 \342\202\254 \360\237\220\247");
	claim_utf8("\377", "\\xff");
	claim_utf8("\251a", "\\xa9a");
	claim_utf8("cut \342\202", "cut \\xe2\\x82");
	claim_utf8("\300\200", "\\xc0\\x80");
	claim_utf8("\340\200\257", "\\xe0\\x80\\xaf");
	claim_utf8("\355\240\200", "\\xed\\xa0\\x80");
	claim_utf8("\360\200\200\200", "\\xf0\\x80\\x80\\x80");
	claim_utf8("\364\220\200\200", "\\xf4\\x90\\x80\\x80");
}

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

static void claim_number(const char *text, const char *want)
{
	uintmax_t value;
	char got[32] = "none";

	if (!file_parse_number(text, &value))
		snprintf(got, sizeof(got), "%ju", value);
	claim("number", want, got, want);
}

static void test_numbers(void)
{
	claim_number("0\n", "0");
	claim_number("18446744073709551615\n", "18446744073709551615");
	claim_number("18446744073709551616\n", "none");
	claim_number("-1\n", "none");
	claim_number("+1\n", "none");
	claim_number(" 1", "none");
	claim_number("1 2", "none");
	claim_number("0x10", "none");
	claim_number("\n", "none");
	claim_number("", "none");
}

int main(void)
{
	test_containers();
	test_durations();
	test_escapes();
	test_utf8();
	test_syscalls();
	test_numbers();
	printf("1..%d\n", count);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
