/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_PROOF_H
#define PIPESCOPE_PROOF_H

#include <stdbool.h>
#include <stdint.h>

#include "commands/doctor/expect.h"
#include "commands/doctor/findings.h"
#include "commands/doctor/module.h"
#include "commands/doctor/subject.h"
#include "read/host.h"

/**
 * struct proof - real pipes and writers, and whether they are shown as they are
 * @host: the host
 * @findings: what came of it so far
 * @subject: the process that is to be counted; nobody else is in its pid
 *	namespace
 * @absent: functions that are not probed
 * @inum: the pid namespace
 * @uid: its user
 * @own_user: nobody else's processes belong to that user
 * @created: slots that its pipe was created with
 * @slots: slots that the pipe has now
 * @bytes: bytes in the pipe
 * @pipes: pipes and FIFOs that were made
 * @blocks: waits of its writers that have ended
 */
struct proof {
	const struct host *host;
	struct findings *findings;
	struct subject subject;
	char absent[ABSENT_MAX];
	uintmax_t inum;
	uintmax_t uid;
	bool own_user;
	uintmax_t created;
	uintmax_t slots;
	uintmax_t bytes;
	uintmax_t pipes;
	uintmax_t blocks;
};

/**
 * proof_take() - have the subject take a step
 * @proof: the proof
 * @check: what cannot be checked if it does not
 * @step: the step
 * @reply: filled in
 *
 * Return: false if it could not, which is said then
 */
bool proof_take(struct proof *proof, const char *check, enum step step,
		struct reply *reply);

/**
 * proof_expect() - add to what has to be shown of the subject's pid namespace
 * @proof: the proof
 * @expected: where to
 * @file: the file in the namespace's directory
 * @want: the number that it has to show
 */
void proof_expect(const struct proof *proof, struct expected *expected,
		  const char *file, uintmax_t want);

/**
 * proof_claim() - check that something is shown as it is
 * @proof: the proof
 * @check: the check's name
 * @function: the function of the kernel whose probe sees it
 * @expected: what has to be shown
 *
 * Return: what came of it
 */
enum check_result proof_claim(struct proof *proof, const char *check,
			      const char *function, const struct expected *expected);

/**
 * proof_fail() - say that something is not shown as it is
 * @proof: the proof
 * @check: the check's name
 * @function: as for proof_claim()
 * @why: what is shown
 */
void proof_fail(struct proof *proof, const char *check, const char *function,
		const char *why);

#endif /* PIPESCOPE_PROOF_H */
