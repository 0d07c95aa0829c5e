// SPDX-License-Identifier: GPL-2.0-only
/* The claims that the proof is made of. */
#include <stdio.h>
#include <string.h>

#include "commands/doctor/proof.h"

#define WRONG \
	"the probe on %s does not fire or reports wrong values (%.200s); " \
	"re-arm the module: write 0, then 1 to /sys/kernel/pipescope/armed; " \
	"report it if that does not help"

void proof_expect(const struct proof *proof, struct expected *expected,
		  const char *file, uintmax_t want)
{
	expect_number(expected, want, "namespaces/%ju/%s", proof->inum, file);
}

bool proof_take(struct proof *proof, const char *check, enum step step,
		struct reply *reply)
{
	int rc = subject_do(&proof->subject, step, proof->uid, reply);

	if (rc)
		findings_add(proof->findings, check, RESULT_NOT_CHECKED,
			     "the process to be observed has failed: %s",
			     strerror(-rc));
	return !rc;
}

void proof_fail(struct proof *proof, const char *check,
		enum ps_function_id function, const char *why)
{
	findings_add(proof->findings, check, RESULT_FAILED, WRONG,
		     ps_function_name(function), why);
}

enum check_result proof_claim(struct proof *proof, const char *check,
			      enum ps_function_id function,
			      const struct expected *expected)
{
	char why[REASON_MAX];
	enum check_result result = expect_await(expected, proof->host->module,
						PATIENCE_MSEC, why);

	if (result == RESULT_FAILED)
		proof_fail(proof, check, function, why);
	else
		findings_add(proof->findings, check, result, "%s", why);
	return result;
}
