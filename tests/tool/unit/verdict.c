// SPDX-License-Identifier: GPL-2.0-only
/* Verdicts, by what is seen of the readers. */
#include "claim.h"
#include "commands/explain/verdict.h"

/*
 * A reader is a word: o the writer's own process, s stopped, r in read(2) of the
 * pipe, R has read something, w waits for the writer, b blocked elsewhere,
 * f blocked on the same pipe, h hidden; - none of these.
 */
static struct sight sight_of(const char *word, size_t len)
{
	return (struct sight){
		.own = memchr(word, 'o', len),
		.stopped = memchr(word, 's', len),
		.reading = memchr(word, 'r', len),
		.has_read = memchr(word, 'R', len),
		.awaits = memchr(word, 'w', len),
		.blocked = memchr(word, 'b', len),
		.fellow = memchr(word, 'f', len),
		.hidden = memchr(word, 'h', len),
	};
}

static void claim_verdict(struct evidence evidence, const char *readers,
			  const char *want)
{
	struct sight sights[8];
	struct decision decision;
	size_t n = 0;
	char got[64];

	for (const char *word = readers; *word; n++) {
		size_t len = strcspn(word, " ");

		sights[n] = sight_of(word, len);
		word += len + (word[len] == ' ');
	}
	evidence.seen += n;
	decision = verdict_decide(&evidence, sights, n);
	snprintf(got, sizeof(got), "%s%s %zd", verdict_name(decision.verdict),
		 verdict_doubt(decision.doubt), (ssize_t)decision.reader);
	claim("verdict", readers, got, want);
	if (!*verdict_meaning(&decision))
		claim("meaning", want, "none", "some");
}

static const struct evidence usual = {
	.pipe_known = true, .readers = { 1, true }
};

static void test_one(void)
{
	claim_verdict(usual, "o", "self 0");
	claim_verdict(usual, "ow", "self 0");
	claim_verdict(usual, "ob", "self 0");
	claim_verdict(usual, "oh", "self 0");
	claim_verdict(usual, "w", "waits-for-writer 0");
	claim_verdict(usual, "s", "reader-stopped 0");
	claim_verdict(usual, "sw", "reader-stopped 0");
	claim_verdict(usual, "sr", "reader-stopped 0");
	claim_verdict(usual, "sb", "reader-stopped 0");
	claim_verdict(usual, "sh", "reader-stopped 0");
	claim_verdict(usual, "r", "reader-busy 0");
	claim_verdict(usual, "or", "reader-busy 0");
	claim_verdict(usual, "-", "reader-idle 0");
	claim_verdict(usual, "b", "reader-idle 0");
	claim_verdict(usual, "h", "calls-hidden -1");
	/* What it reads is something else. */
	claim_verdict(usual, "R", "reader-idle 0");
}

static void test_several(void)
{
	claim_verdict(usual, "o -", "reader-idle 1");
	claim_verdict(usual, "o s", "reader-stopped 1");
	claim_verdict(usual, "o w", "waits-for-writer 1");
	claim_verdict(usual, "s - w r", "reader-busy 3");
	claim_verdict(usual, "s - b w", "waits-for-writer 3");
	claim_verdict(usual, "s - b", "reader-idle 2");
	claim_verdict(usual, "s - -", "reader-idle 1");
	claim_verdict(usual, "f -", "reader-idle 1");
	claim_verdict(usual, "o f -", "reader-idle 2");
	claim_verdict(usual, "f - b", "reader-idle 2");
	claim_verdict(usual, "f f", "reader-idle 0");
	claim_verdict(usual, "f s", "reader-stopped 1");
	claim_verdict(usual, "fw -", "waits-for-writer 0");
	claim_verdict(usual, "s s o", "reader-stopped 0");
	claim_verdict(usual, "o o", "self 0");
	claim_verdict(usual, "- h", "calls-hidden -1");
	claim_verdict(usual, "w h", "waits-for-writer 0");
	claim_verdict(usual, "s oh", "reader-stopped 0");
}

static void test_moved(void)
{
	struct evidence moved = usual;

	moved.moved = true;
	claim_verdict(moved, "w", "reader-busy 0");
	claim_verdict(moved, "o", "reader-busy 0");
	claim_verdict(moved, "- R", "reader-busy 1");
	claim_verdict(moved, "sR R", "reader-busy 1");
	claim_verdict(moved, "R r", "reader-busy 1");
	claim_verdict(moved, "- -", "reader-busy -1");
	claim_verdict(moved, "", "reader-busy -1");
}

static void test_nobody(void)
{
	struct evidence evidence = usual;

	claim_verdict(evidence, "", "no-reader-found -1");
	evidence.readers.value = 2;
	claim_verdict(evidence, "o", "no-reader-found -1");
	claim_verdict(evidence, "o -", "reader-idle 1");
	evidence.readers.value = 0;
	claim_verdict(evidence, "", "readers-unknown -1");
	evidence.readers.known = false;
	claim_verdict(evidence, "", "readers-unknown -1");
	claim_verdict(evidence, "o", "self 0");
	evidence = usual;
	evidence.vanished = 1;
	claim_verdict(evidence, "", "changed -1");
}

static void test_hidden_files(void)
{
	struct evidence evidence = usual;

	evidence.unreadable = 1;
	claim_verdict(evidence, "o", "files-hidden -1");
	claim_verdict(evidence, "s", "files-hidden -1");
	claim_verdict(evidence, "-", "files-hidden -1");
	claim_verdict(evidence, "", "files-hidden -1");
	claim_verdict(evidence, "w", "waits-for-writer 0");
	claim_verdict(evidence, "r", "reader-busy 0");
}

static void test_no_pipe(void)
{
	struct evidence evidence = usual;

	evidence.pipe_known = false;
	claim_verdict(evidence, "", "pipe-unknown -1");
	evidence.opens = true;
	claim_verdict(evidence, "", "fifo-partner -1");
}

int main(void)
{
	test_one();
	test_several();
	test_moved();
	test_nobody();
	test_hidden_files();
	test_no_pipe();
	return claims_status();
}
