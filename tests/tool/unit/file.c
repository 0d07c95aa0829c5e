// SPDX-License-Identifier: GPL-2.0-only
/* Small files. */
#include "claim.h"
#include "read/file.h"

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
	test_numbers();
	return claims_status();
}
