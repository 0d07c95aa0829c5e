// SPDX-License-Identifier: GPL-2.0-only
/* Durations as people read them. */
#include "claim.h"
#include "output/duration.h"

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

int main(void)
{
	test_durations();
	return claims_status();
}
