// SPDX-License-Identifier: GPL-2.0-only
/* Fields of /proc/PID/status. */
#include "claim.h"
#include "read/status.h"

static void claim_number(const char *status, const char *want)
{
	struct number number = status_number(status, "TracerPid");
	char got[32] = "unknown";

	if (number.known)
		snprintf(got, sizeof(got), "%ju", number.value);
	claim("number", status, got, want);
}

static void test_numbers(void)
{
	claim_number("Name:\tcat\nTracerPid:\t12\nUid:\t0\n", "12");
	claim_number("TracerPid:\t0", "0");
	claim_number("Name:\tTracerPid:\t5\nTracerPid:\t6\n", "6");
	claim_number("OtherTracerPid:\t5\n", "unknown");
	claim_number("TracerPid:\t\n", "unknown");
	claim_number("TracerPid:\t-5\n", "unknown");
	claim_number("TracerPid:", "unknown");
	claim_number("TracerPid", "unknown");
	claim_number("", "unknown");
}

static void claim_ids(const char *status, const char *want)
{
	uintmax_t ids[STATUS_NS_MAX];
	size_t n = status_ns_pids(status, ids);
	char got[32 * STATUS_NS_MAX] = "";

	for (size_t i = 0; i < n; i++)
		sprintf(got + strlen(got), "%ju ", ids[i]);
	claim("ids", status, got, want);
}

static void test_ids(void)
{
	char many[8 * STATUS_NS_MAX] = "NSpid:", want[4 * STATUS_NS_MAX] = "";

	claim_ids("NSpid:\t12\t5\t1\nNSpgid:\t7\n", "12 5 1 ");
	claim_ids("NSpid:\t12\nNSpgid:\t7\n", "12 ");
	claim_ids("NSpid:\t12\t", "12 ");
	claim_ids("NSpid:\t\n1", "");
	claim_ids("Pid:\t1\n", "");
	for (int i = 0; i < STATUS_NS_MAX; i++)
		strcat(want, "1 ");
	for (int i = 0; i < STATUS_NS_MAX + 5; i++)
		strcat(many, "\t1");
	claim_ids(many, want);
}

int main(void)
{
	test_numbers();
	test_ids();
	return claims_status();
}
