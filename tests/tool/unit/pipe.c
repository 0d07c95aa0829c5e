// SPDX-License-Identifier: GPL-2.0-only
/* Whether pipes would have filled at their default size. */
#include <stdint.h>
#include <unistd.h>

#include "claim.h"
#include "commands/explain/pipe.h"

static struct number known(uintmax_t value)
{
	return (struct number){ value, true };
}

static const char *word(struct number flag)
{
	if (!flag.known)
		return "unknown";
	return flag.value ? "yes" : "no";
}

static void claim_fits(const char *name, struct number used,
		       struct number bytes, const char *want)
{
	struct writer_facts facts = {
		.pipe.slots_used = used,
		.request.bytes = bytes,
		.slots_others.known = true,
	};

	claim("fits", name, word(pipe_fits_by_default(&facts)), want);
}

static void test_fits(void)
{
	uintmax_t page = sysconf(_SC_PAGESIZE);

	claim_fits("9000 bytes, of which two pages are there", known(2),
		   known(2 * page + 808), "yes");
	claim_fits("to the last byte", known(1), known(15 * page), "yes");
	claim_fits("one more", known(1), known(15 * page + 1), "unknown");
	claim_fits("as much as there is room for at all", known(1),
		   known(16 * page), "unknown");
	claim_fits("more than that", known(1), known(16 * page + 1), "no");
	claim_fits("all that there can be", known(1), known(UINT64_MAX), "no");
	claim_fits("it has filled", known(16), known(1), "no");
	claim_fits("it is larger, and has filled", known(256), (struct number){ 0 },
		   "no");
	claim_fits("a call that does not tell", known(1), (struct number){ 0 },
		   "unknown");
	claim_fits("a pipe that does not tell", (struct number){ 0 }, known(1),
		   "unknown");
}

static void claim_fits_beside(const char *name, const char *operation,
			      struct number bytes, const char *want)
{
	struct writer_facts other = { .request.bytes = bytes };
	struct writer_facts facts = {
		.operation = "write",
		.pipe.slots_used = known(2),
		.request.bytes = known(1),
		.slots_others.known = true,
	};

	snprintf(other.operation, sizeof(other.operation), "%s", operation);
	pipe_count_request(&facts, &other);
	pipe_count_request(&facts, &facts);
	claim("fits", name, word(pipe_fits_by_default(&facts)), want);
}

static void test_others(void)
{
	uintmax_t page = sysconf(_SC_PAGESIZE);

	claim_fits_beside("two more writers", "write", known(12 * page), "yes");
	claim_fits_beside("they have more than fits", "write",
			  known(12 * page + 1), "unknown");
	claim_fits_beside("much more", "write", known(UINT64_MAX), "unknown");
	claim_fits_beside("one does not tell", "write", (struct number){ 0 },
			  "unknown");
	claim_fits_beside("one splices", "splice", known(1), "unknown");
}

static void test_splice(void)
{
	struct writer_facts facts = {
		.operation = "splice",
		.pipe.slots_used = known(2),
		.request.bytes = known(100),
		.slots_others.known = true,
	};

	claim("fits", "100 bytes, in many slots perhaps",
	      word(pipe_fits_by_default(&facts)), "unknown");
	facts.request.bytes = known(INT32_MAX);
	claim("fits", "not all of it may be there",
	      word(pipe_fits_by_default(&facts)), "unknown");
	facts.pipe.slots_used = known(16);
	claim("fits", "it has filled", word(pipe_fits_by_default(&facts)), "no");
}

static void claim_creation(const char *name, struct writer_facts facts,
			   enum creation creation, const char *resized)
{
	static const char *const words[] = {
		"unknown", "shrunk", "default", "other"
	};

	claim("created", name, words[pipe_creation(&facts)], words[creation]);
	claim("resized", name, word(pipe_resized(&facts)), resized);
}

static struct writer_facts pipe_of(uintmax_t created, uintmax_t slots)
{
	return (struct writer_facts){
		.pipe = {
			.id = known(1),
			.slots = known(slots),
			.slots_created = known(created),
			.shrunk = known(created <= 2),
			.adopted = known(0),
		},
	};
}

static void test_creation(void)
{
	struct writer_facts facts = pipe_of(16, 16);

	claim_creation("usual", facts, CREATION_DEFAULT, "no");
	claim_creation("made larger", pipe_of(16, 256), CREATION_DEFAULT, "yes");
	claim_creation("shrunk", pipe_of(2, 2), CREATION_SHRUNK, "no");
	claim_creation("shrunk, made larger", pipe_of(2, 16), CREATION_SHRUNK,
		       "yes");
	claim_creation("a low pipe-max-size", pipe_of(4, 4), CREATION_OTHER, "no");
	facts.pipe.adopted = known(1);
	claim_creation("adopted", facts, CREATION_UNKNOWN, "unknown");
	facts.pipe.slots = known(1);
	claim_creation("adopted, made smaller", facts, CREATION_UNKNOWN, "yes");
	facts = pipe_of(16, 16);
	facts.pipe.id = known(0);
	claim_creation("not tracked", facts, CREATION_UNKNOWN, "unknown");
}

int main(void)
{
	test_fits();
	test_others();
	test_splice();
	test_creation();
	return claims_status();
}
