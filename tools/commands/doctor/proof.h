/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_PROOF_H
#define PIPESCOPE_PROOF_H

#include <stdbool.h>
#include <stdint.h>

#include "commands/doctor/facts.h"
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
 * proof_run() - make pipes and writers that block, and see whether they are shown
 * @host: the host
 * @findings: where to say what came of it
 */
void proof_run(const struct host *host, struct findings *findings);

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
 * @facts: where to
 * @file: the file in the namespace's directory
 * @want: the number that it has to show
 */
void proof_expect(const struct proof *proof, struct facts *facts,
		  const char *file, uintmax_t want);

/**
 * proof_claim() - check that something is shown as it is
 * @proof: the proof
 * @check: the check's name
 * @function: the function of the kernel whose probe sees it
 * @facts: what has to be shown
 *
 * Return: what came of it
 */
enum result proof_claim(struct proof *proof, const char *check,
			const char *function, const struct facts *facts);

/**
 * proof_fail() - say that something is not shown as it is
 * @proof: the proof
 * @check: the check's name
 * @function: as for proof_claim()
 * @why: what is shown
 */
void proof_fail(struct proof *proof, const char *check, const char *function,
		const char *why);

/**
 * prove_pipe() - a pipe, its size, and its user's pages
 * @proof: the proof, in which no pipe was made
 *
 * Return: false if there is no pipe
 */
bool prove_pipe(struct proof *proof);

/**
 * prove_waits() - writers in write(2), splice(2) and open(2) of a FIFO
 * @proof: the proof; its pipe is full afterwards
 */
void prove_waits(struct proof *proof);

/**
 * prove_stall() - a writer that is blocked for longer than the threshold
 * @proof: the proof
 * @writer: what is known of the writer, which is blocked in write(2)
 */
void prove_stall(struct proof *proof, const struct reply *writer);

/**
 * prove_end() - the end of a pipe with data in it
 * @proof: the proof; no pipe is left afterwards
 */
void prove_end(struct proof *proof);

#endif /* PIPESCOPE_PROOF_H */
