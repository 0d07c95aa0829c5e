// SPDX-License-Identifier: GPL-2.0-only
/* The order of the proof. */
#include <stdio.h>
#include <string.h>

#include "commands/doctor/module.h"
#include "commands/doctor/probed.h"
#include "commands/doctor/prove.h"
#include "commands/doctor/prove_pipe.h"
#include "commands/doctor/prove_waits.h"
#include "read/proc.h"
#include "read/sysfs.h"

/* Above all uids that distributions, systemd and container managers assign. */
#define FIRST_UID UINTMAX_C(2000000000)
/* The lowest inode number of a namespace is a multiple of this. */
#define UIDS (UINTMAX_C(1) << 28)

/*
 * Becomes a user without pipes, so that all pages of the user are the
 * subject's. Another doctor that has no pipe yet chooses another user, because
 * its namespace has another number.
 */
static void become_new_user(struct proof *proof)
{
	struct reply reply;

	proof->uid = FIRST_UID + proof->inum % UIDS;
	while (sysfs_exists(proof->host->module, "users", proof->uid))
		proof->uid++;
	proof->own_user = !subject_do(&proof->subject, STEP_USER, proof->uid,
				      &reply);
}

/* The directory disappears once the worker sees that the namespace is dead. */
static void prove_gone(struct proof *proof)
{
	struct expected expected = { 0 };

	if (probed_has(proof->absent, PS_FUNCTION_NAMESPACE_EXIT))
		return;
	proof_expect(proof, &expected, "pipes_created", 0);
	proof_claim(proof, "namespace-gone", PS_FUNCTION_NAMESPACE_EXIT,
		    &expected);
}

static void prove_steps(struct proof *proof)
{
	module_absent(proof->host->module, proof->absent);
	become_new_user(proof);
	if (!prove_pipe(proof))
		return;
	prove_waits(proof);
	prove_end(proof);
}

void prove_all(const struct host *host, struct findings *findings)
{
	struct proof proof = { .host = host, .findings = findings };
	int rc = subject_start(&proof.subject);

	if (rc) {
		findings_add(findings, "proof", RESULT_NOT_CHECKED,
			     "cannot create a pid namespace: %s: run as root",
			     strerror(-rc));
		return;
	}
	if (proc_namespace(host->proc, proof.subject.pid, &proof.inum)) {
		prove_steps(&proof);
		subject_end(&proof.subject);
		prove_gone(&proof);
	} else {
		findings_add(findings, "proof", RESULT_NOT_CHECKED,
			     "cannot read /proc/%d/ns/pid", proof.subject.pid);
		subject_end(&proof.subject);
	}
}
