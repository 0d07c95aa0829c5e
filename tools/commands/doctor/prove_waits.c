// SPDX-License-Identifier: GPL-2.0-only
/* Checks writers that block and unblock. */
#include <stdio.h>
#include <string.h>

#include "commands/doctor/clock.h"
#include "commands/doctor/probed.h"
#include "commands/doctor/prove_stall.h"
#include "commands/doctor/prove_waits.h"
#include "read/sysfs.h"

/* The clocks of user space and of the module may differ slightly. */
#define CLOCK_USEC	1000
#define BUCKETS		8

/**
 * struct wait - a way to block
 * @blocked: name of the check that its beginning is seen
 * @released: name of the check that its end is seen
 * @function: the probed function that reports it
 * @begin: the step that blocks a child
 * @end: the step that unblocks it
 */
struct wait {
	const char *blocked;
	const char *released;
	enum ps_function_id function;
	enum step begin;
	enum step end;
};

static const struct wait write_wait = {
	"write-blocked", "write-released", PS_FUNCTION_WRITE, STEP_WRITE,
	STEP_READ
};

static const struct wait splice_wait = {
	"splice-blocked", "splice-released", PS_FUNCTION_SPLICE, STEP_SPLICE,
	STEP_READ
};

static const struct wait open_wait = {
	"open-blocked", "open-released", PS_FUNCTION_OPEN, STEP_OPEN,
	STEP_MEET
};

/* Returns whether a child is blocked; sets @seen if that is shown. */
static bool begin_wait(struct proof *proof, const struct wait *wait,
		       struct reply *reply, bool *seen)
{
	struct expected expected = { 0 };

	if (!proof_take(proof, wait->blocked, wait->begin, reply))
		return false;
	/* The FIFO is a pipe as well. */
	proof->pipes += wait->begin == STEP_OPEN;
	proof_expect(proof, &expected, "writers_blocked", 1);
	proof_expect(proof, &expected, "blocks", proof->blocks);
	*seen = proof_claim(proof, wait->blocked, wait->function, &expected) ==
		RESULT_OK;
	return true;
}

static bool end_wait(struct proof *proof, const struct wait *wait, bool seen)
{
	struct expected expected = { 0 };
	struct reply reply;

	if (!proof_take(proof, wait->released, wait->end, &reply))
		return false;
	proof->bytes = reply.bytes;
	if (!seen) {
		findings_add(proof->findings, wait->released,
			     RESULT_NOT_CHECKED,
			     "the beginning of the wait was not seen");
		return false;
	}
	proof->blocks++;
	proof_expect(proof, &expected, "writers_blocked", 0);
	proof_expect(proof, &expected, "writers_stalled", 0);
	proof_expect(proof, &expected, "blocks", proof->blocks);
	return proof_claim(proof, wait->released, wait->function, &expected) ==
	       RESULT_OK;
}

/* Formats the histogram of a single wait. */
static void format_histogram(uintmax_t usec, char text[2 * BUCKETS])
{
	uintmax_t below = 1000;
	size_t bucket = 0;

	while (bucket < BUCKETS - 1 && usec >= below) {
		below *= 10;
		bucket++;
	}
	for (size_t i = 0; i < BUCKETS; i++) {
		text[2 * i] = i == bucket ? '1' : '0';
		text[2 * i + 1] = i < BUCKETS - 1 ? ' ' : '\0';
	}
}

/* This is the first wait, so it is the longest, and the total. */
static void prove_time(struct proof *proof, uintmax_t least, uintmax_t most)
{
	char path[64], text[2 * BUCKETS], why[REASON_MAX];
	struct expected expected = { 0 };
	struct number usec;

	snprintf(path, sizeof(path), "namespaces/%ju/blocked_usec_max",
		 proof->inum);
	sysfs_number(proof->host->module, path, &usec);
	if (usec.value + CLOCK_USEC < least || usec.value > most + CLOCK_USEC) {
		snprintf(why, sizeof(why),
			 "%s shows %ju for a wait that took %ju to %ju", path,
			 usec.value, least, most);
		proof_fail(proof, "write-time", write_wait.function, why);
		return;
	}
	format_histogram(usec.value, text);
	proof_expect(proof, &expected, "blocked_usec", usec.value);
	expect_text(&expected, text, "namespaces/%ju/block_histogram",
		    proof->inum);
	proof_claim(proof, "write-time", write_wait.function, &expected);
}

static void prove_write(struct proof *proof)
{
	uintmax_t before, seen_at, released_at;
	struct reply reply;
	bool seen;

	if (!proof_take(proof, "write-blocked", STEP_FILL, &reply))
		return;
	before = clock_usec();
	if (!begin_wait(proof, &write_wait, &reply, &seen))
		return;
	seen_at = clock_usec();
	if (seen)
		prove_stall(proof, &reply);
	released_at = clock_usec();
	if (end_wait(proof, &write_wait, seen))
		prove_time(proof, released_at - seen_at, clock_usec() - before);
}

static void prove_wait(struct proof *proof, const struct wait *wait)
{
	struct reply reply;
	bool seen;

	if (probed_has(proof->absent, wait->function)) {
		findings_add(proof->findings, wait->blocked,
			     RESULT_NOT_CHECKED, "%s is not probed",
			     ps_function_name(wait->function));
		return;
	}
	if (begin_wait(proof, wait, &reply, &seen))
		end_wait(proof, wait, seen);
}

void prove_waits(struct proof *proof)
{
	prove_write(proof);
	prove_wait(proof, &splice_wait);
	prove_wait(proof, &open_wait);
}
