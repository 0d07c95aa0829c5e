// SPDX-License-Identifier: GPL-2.0-only
/* Checks a pipe from its creation to its end. */
#include "commands/doctor/prove_pipe.h"

static bool prove_created(struct proof *proof)
{
	struct expected expected = { 0 };
	struct reply reply;

	if (!proof_take(proof, "pipe-created", STEP_PIPE, &reply))
		return false;
	proof->created = reply.slots;
	proof->slots = reply.slots;
	proof->pipes = 1;
	proof_expect(proof, &expected, "pipes_created", 1);
	proof_expect(proof, &expected, "pipes_adopted", 0);
	proof_expect(proof, &expected, "pipes", 1);
	proof_expect(proof, &expected, "pages", reply.slots);
	proof_claim(proof, "pipe-created", PS_FUNCTION_ALLOC, &expected);
	return true;
}

static void prove_resized(struct proof *proof)
{
	struct expected expected = { 0 };
	struct reply reply;

	if (!proof_take(proof, "pipe-resized", STEP_RESIZE, &reply))
		return;
	proof->slots = reply.slots;
	proof_expect(proof, &expected, "pages", reply.slots);
	proof_expect(proof, &expected, "pages_peak",
		     reply.slots > proof->created ? reply.slots :
						    proof->created);
	proof_claim(proof, "pipe-resized", PS_FUNCTION_RESIZE, &expected);
}

static void prove_user(struct proof *proof)
{
	uintmax_t inum = proof->inum, uid = proof->uid;
	struct expected expected = { 0 };

	if (!proof->own_user) {
		findings_add(proof->findings, "user-pages", RESULT_NOT_CHECKED,
			     "no process could become user %ju: run as root",
			     uid);
		return;
	}
	expect_number(&expected, proof->slots, "users/%ju/pages_kernel", uid);
	expect_number(&expected, proof->slots, "users/%ju/pages", uid);
	expect_number(&expected, 1, "users/%ju/pipes", uid);
	expect_number(&expected, proof->slots, "namespaces/%ju/users/%ju/pages",
		      inum, uid);
	expect_number(&expected, 1, "namespaces/%ju/users/%ju/pipes", inum,
		      uid);
	proof_claim(proof, "user-pages", proof->slots == proof->created ?
		    PS_FUNCTION_ALLOC : PS_FUNCTION_RESIZE, &expected);
}

bool prove_pipe(struct proof *proof)
{
	if (!prove_created(proof))
		return false;
	prove_resized(proof);
	prove_user(proof);
	return true;
}

void prove_end(struct proof *proof)
{
	uintmax_t bytes = proof->bytes, pipes = proof->pipes;
	struct expected expected = { 0 };
	struct reply reply;

	if (!proof_take(proof, "pipe-destroyed", STEP_CLOSE, &reply))
		return;
	proof_expect(proof, &expected, "pipes_destroyed", pipes);
	proof_expect(proof, &expected, "pipes_created", pipes);
	proof_expect(proof, &expected, "pipes", 0);
	proof_expect(proof, &expected, "pages", 0);
	proof_expect(proof, &expected, "pipes_unread", bytes ? 1 : 0);
	proof_expect(proof, &expected, "unread_bytes", bytes);
	if (proof->own_user) {
		expect_number(&expected, 0, "users/%ju/pages", proof->uid);
		expect_number(&expected, 0, "users/%ju/pages_kernel",
			      proof->uid);
	}
	proof_claim(proof, "pipe-destroyed", PS_FUNCTION_FREE, &expected);
}
