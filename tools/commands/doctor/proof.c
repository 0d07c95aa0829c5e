// SPDX-License-Identifier: GPL-2.0-only
/* The order of the proof, and what its parts have in common. */
#include <stdio.h>
#include <string.h>

#include "commands/doctor/probed.h"
#include "commands/doctor/proof.h"
#include "read/proc.h"
#include "read/sysfs.h"

#define WRONG \
	"the probe of %s is deaf, or tells something wrong: %.200s; arm the " \
	"module anew, by 0 and 1 to /sys/kernel/pipescope/armed, and report " \
	"it if it stays so"

/* Above all that distributions, systemd and container managers give out. */
#define FIRST_UID UINTMAX_C(2000000000)
/* The lowest number of a namespace is a multiple. */
#define UIDS (UINTMAX_C(1) << 28)

void proof_expect(const struct proof *proof, struct facts *facts,
		  const char *file, uintmax_t want)
{
	facts_number(facts, want, "namespaces/%ju/%s", proof->inum, file);
}

bool proof_take(struct proof *proof, const char *check, enum step step,
		struct reply *reply)
{
	int rc = subject_do(&proof->subject, step, proof->uid, reply);

	if (rc)
		findings_add(proof->findings, check, RESULT_NOT_CHECKED,
			     "a process could not do what is to be seen: %s",
			     strerror(-rc));
	return !rc;
}

void proof_fail(struct proof *proof, const char *check, const char *function,
		const char *why)
{
	findings_add(proof->findings, check, RESULT_FAILED, WRONG, function,
		     why);
}

enum result proof_claim(struct proof *proof, const char *check,
			const char *function, const struct facts *facts)
{
	char why[REASON_MAX];
	enum result result = facts_await(facts, proof->host->module,
					 PATIENCE_MSEC, why);

	if (result == RESULT_FAILED)
		proof_fail(proof, check, function, why);
	else
		findings_add(proof->findings, check, result, "%s", why);
	return result;
}

/*
 * One that has no pipes, so that all of its pages are the subject's. Nor does
 * another doctor choose it, who has no pipe yet: its namespace has another number.
 */
static void become_nobody_else(struct proof *proof)
{
	struct reply reply;

	proof->uid = FIRST_UID + proof->inum % UIDS;
	while (sysfs_exists(proof->host->module, "users", proof->uid))
		proof->uid++;
	proof->own_user = !subject_do(&proof->subject, STEP_USER, proof->uid,
				      &reply);
}

/* The directory goes when the worker has seen that the namespace is dead. */
static void prove_gone(struct proof *proof)
{
	struct facts facts = { 0 };

	if (probed_has(proof->absent, "zap_pid_ns_processes"))
		return;
	proof_expect(proof, &facts, "pipes_created", 0);
	proof_claim(proof, "namespace-gone", "zap_pid_ns_processes", &facts);
}

static void prove_all(struct proof *proof)
{
	module_absent(proof->host->module, proof->absent);
	become_nobody_else(proof);
	if (!prove_pipe(proof))
		return;
	prove_waits(proof);
	prove_end(proof);
}

void proof_run(const struct host *host, struct findings *findings)
{
	struct proof proof = { .host = host, .findings = findings };
	int rc = subject_start(&proof.subject);

	if (rc) {
		findings_add(findings, "proof", RESULT_NOT_CHECKED,
			     "cannot make a pid namespace: %s: run as root",
			     strerror(-rc));
		return;
	}
	if (proc_namespace(host->proc, proof.subject.pid, &proof.inum)) {
		prove_all(&proof);
		subject_end(&proof.subject);
		prove_gone(&proof);
	} else {
		findings_add(findings, "proof", RESULT_NOT_CHECKED,
			     "cannot read /proc/%d/ns/pid", proof.subject.pid);
		subject_end(&proof.subject);
	}
}
