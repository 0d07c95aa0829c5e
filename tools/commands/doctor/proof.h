/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_PROOF_H
#define PIPESCOPE_PROOF_H

#include <stdbool.h>
#include <stdint.h>

#include "commands/doctor/expect.h"
#include "commands/doctor/findings.h"
#include "commands/doctor/probed.h"
#include "commands/doctor/subject.h"
#include "read/host.h"

/**
 * struct proof - real pipes and writers, to compare with what is shown
 * @host: the host
 * @findings: the findings so far
 * @subject: the process to be observed; alone in its pid namespace
 * @absent: functions that are not probed
 * @inum: inode number of the pid namespace
 * @uid: the subject's user
 * @own_user: no other process belongs to that user
 * @created: slots that its pipe was created with
 * @slots: slots that the pipe has now
 * @bytes: bytes in the pipe
 * @pipes: pipes and FIFOs created so far
 * @blocks: waits of its writers that have ended
 */
struct proof {
	const struct host *host;
	struct findings *findings;
	struct subject subject;
	char absent[PS_FUNCTIONS_NAMES_SIZE];
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
 * @check: name of the check that needs the step
 * @step: the step
 * @reply: filled in
 *
 * Return: false if the step has failed; then a finding is added
 */
bool proof_take(struct proof *proof, const char *check, enum step step,
		struct reply *reply);

/**
 * proof_expect() - expect a value of the subject's pid namespace
 * @proof: the proof
 * @expected: the values; one is added
 * @file: the file in the namespace's directory
 * @want: the number that it should show
 */
void proof_expect(const struct proof *proof, struct expected *expected,
		  const char *file, uintmax_t want);

/**
 * proof_claim() - check that the expected values are shown
 * @proof: the proof
 * @check: the check's name
 * @function: the probed function that reports them
 * @expected: the values
 *
 * Return: the result
 */
enum check_result proof_claim(struct proof *proof, const char *check,
			      enum ps_function_id function,
			      const struct expected *expected);

/**
 * proof_fail() - add a finding that a value is wrong
 * @proof: the proof
 * @check: the check's name
 * @function: as for proof_claim()
 * @why: what is shown instead
 */
void proof_fail(struct proof *proof, const char *check,
		enum ps_function_id function, const char *why);

#endif /* PIPESCOPE_PROOF_H */
