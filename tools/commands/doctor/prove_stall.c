// SPDX-License-Identifier: GPL-2.0-only
/* Checks all that writers/TID/ shows of a writer. */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "commands/doctor/clock.h"
#include "commands/doctor/prove_stall.h"
#include "read/sysfs.h"
#include "xalloc.h"

/* The longest that a check may take. */
#define THRESHOLD_MAX_MSEC	10000
/* A pipe created with this many slots or fewer is shown as shrunk. */
#define SHRUNK_SLOTS		2
#define MAX_STALLED	"../../module/pipescope/parameters/max_stalled"
#define CHECK			"write-stalled"
#define FUNCTION		PS_FUNCTION_WRITE

/**
 * struct writer_search - the result of a search in writers/
 * @tid: the subject's writer, as its directory is named; 0 if there is none
 * @n: number of writers there
 * @denied: the user may not see them
 */
struct writer_search {
	uintmax_t tid;
	size_t n;
	bool denied;
};

/*
 * The module uses thread ids of the initial pid namespace, which may differ
 * from those seen here. The last file of a directory may appear after the
 * others.
 */
static bool is_subject(const struct proof *proof, int dir, pid_t child,
		       bool *denied)
{
	struct number inum, tid, last;
	int rc = sysfs_number(dir, "namespace", &inum);

	*denied |= rc == -EACCES || rc == -EPERM;
	sysfs_number(dir, "ns_tid", &tid);
	sysfs_number(dir, "preexisting", &last);
	return inum.value == proof->inum && tid.value == (uintmax_t)child &&
	       last.known;
}

static struct writer_search find_writer(const struct proof *proof, pid_t child)
{
	int module = proof->host->module;
	struct writer_search search = { 0 };
	uintmax_t *tids;

	search.n = sysfs_list(module, "writers", &tids);
	for (size_t i = 0; i < search.n && !search.tid; i++) {
		int dir = sysfs_open(module, "writers", tids[i]);

		if (dir < 0)
			continue;
		if (is_subject(proof, dir, child, &search.denied))
			search.tid = tids[i];
		close(dir);
	}
	free(tids);
	return search;
}

static struct writer_search await_writer(const struct proof *proof, pid_t child)
{
	uintmax_t deadline = clock_usec() + PATIENCE_MSEC * UINTMAX_C(1000);
	struct writer_search search;

	for (;;) {
		search = find_writer(proof, child);
		if (search.tid || search.denied || clock_usec() > deadline)
			return search;
		usleep(10000);
	}
}

static void expect_writer(const struct proof *proof, uintmax_t tid,
			  const struct reply *reply, struct expected *expected)
{
	const struct {
		const char *file;
		uintmax_t want;
	} numbers[] = {
		{ "pid", tid },
		{ "fd", reply->fd },
		{ "inode", reply->inode },
		{ "pipe_namespace", proof->inum },
		{ "slots", proof->slots },
		{ "slots_used", proof->slots },
		{ "slots_created", proof->created },
		{ "shrunk", proof->created <= SHRUNK_SLOTS },
		{ "bytes_used", reply->bytes },
		{ "bytes_mergeable", 0 },
		{ "readers", 1 },
		{ "writers", 1 },
		{ "preexisting", 0 },
	};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		expect_number(expected, numbers[i].want, "writers/%ju/%s", tid,
			      numbers[i].file);
	expect_text(expected, SUBJECT_COMM, "writers/%ju/comm", tid);
	expect_text(expected, "write", "writers/%ju/operation", tid);
	if (proof->own_user)
		expect_number(expected, proof->uid, "writers/%ju/pipe_uid",
			      tid);
	proof_expect(proof, expected, "writers_stalled", 1);
	proof_expect(proof, expected, "stalls", 1);
}

static void not_checked(struct proof *proof, const char *why)
{
	findings_add(proof->findings, CHECK, RESULT_NOT_CHECKED, "%s", why);
}

static bool is_full(const struct proof *proof, size_t n)
{
	struct number max;

	sysfs_number(proof->host->module, MAX_STALLED, &max);
	return max.known && n >= max.value;
}

/* Returns false, and adds a finding, if that takes too long. */
static bool await_stall(struct proof *proof, struct number *threshold)
{
	sysfs_number(proof->host->module, "stall_threshold_ms", threshold);
	if (!threshold->known || threshold->value > THRESHOLD_MAX_MSEC) {
		not_checked(proof,
			    "stall_threshold_ms is over 10000: too long to wait");
		return false;
	}
	usleep(threshold->value * 1000);
	return true;
}

/* Values that only the module knows exactly. */
static bool is_plausible(const struct proof *proof, uintmax_t tid,
			 uintmax_t threshold, char *why)
{
	int dir = sysfs_open(proof->host->module, "writers", tid);
	struct number usec, id;

	sysfs_number(dir, "blocked_usec", &usec);
	sysfs_number(dir, "pipe_id", &id);
	if (dir >= 0)
		close(dir);
	snprintf(why, REASON_MAX,
		 "writers/%ju shows pipe_id %ju and blocked_usec %ju", tid,
		 id.value, usec.value);
	return id.value && usec.value >= threshold * 1000;
}

static void prove_values(struct proof *proof, uintmax_t tid,
			 const struct reply *writer, uintmax_t threshold)
{
	struct expected expected = { 0 };
	char why[REASON_MAX];

	if (!is_plausible(proof, tid, threshold, why)) {
		proof_fail(proof, CHECK, FUNCTION, why);
		return;
	}
	expect_writer(proof, tid, writer, &expected);
	proof_claim(proof, CHECK, FUNCTION, &expected);
}

void prove_stall(struct proof *proof, const struct reply *writer)
{
	struct number threshold;
	struct writer_search search;

	if (!await_stall(proof, &threshold))
		return;
	search = await_writer(proof, writer->child);
	if (search.tid) {
		prove_values(proof, search.tid, writer, threshold.value);
	} else if (search.denied) {
		not_checked(proof,
			    "not permitted to see blocked writers: run as root");
	} else if (is_full(proof, search.n)) {
		not_checked(proof,
			    "writers/ is full: see the parameter max_stalled");
	} else {
		proof_fail(proof, CHECK, FUNCTION,
			   "writers/ does not show a stalled writer");
	}
}
