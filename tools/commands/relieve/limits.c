// SPDX-License-Identifier: GPL-2.0-only
/* The limits on pipes, and whether this program may exceed them. */
#include <inttypes.h>
#include <linux/capability.h>
#include <stdio.h>
#include <unistd.h>

#include "commands/relieve/limits.h"
#include "read/file.h"
#include "read/status.h"

static uintmax_t own_capabilities(const struct host *host)
{
	char status[STATUS_MAX];
	const char *field;

	file_read(host->proc, "self/status", status, sizeof(status));
	field = status_field(status, "CapEff");
	return field ? strtoumax(field, NULL, 16) : 0;
}

void limits_read(struct limits *limits, const struct host *host,
		 struct number uid)
{
	uintmax_t own = own_capabilities(host);
	char path[64];

	*limits = (struct limits){ .uid = uid };
	sysfs_number(host->proc, "sys/fs/pipe-max-size", &limits->max_size);
	quota_read(&limits->quota, host);
	snprintf(path, sizeof(path), "users/%ju/pages_kernel", uid.value);
	if (uid.known)
		sysfs_number(host->module, path, &limits->pages);
	limits->over_size = own >> CAP_SYS_RESOURCE & 1;
	limits->over_pages = limits->over_size || own >> CAP_SYS_ADMIN & 1;
}

/* 0 means no limit. */
static bool exceeds_limit(struct number pages, struct number limit)
{
	return pages.known && limit.known && limit.value &&
	       pages.value > limit.value;
}

static bool pages_allow(const struct limits *limits, uintmax_t more,
			struct outcome *outcome)
{
	struct number pages = limits->pages;
	bool hard;

	pages.value += more;
	hard = exceeds_limit(pages, limits->quota.hard);
	if (limits->over_pages ||
	    (!hard && !exceeds_limit(pages, limits->quota.soft)))
		return true;
	return outcome_set(outcome, OVER_LIMIT,
			   "uid %ju would have %ju pages, over fs.pipe-user-pages-%s (%ju): CAP_SYS_RESOURCE is required",
			   limits->uid.value, pages.value,
			   hard ? "hard" : "soft",
			   hard ? limits->quota.hard.value : limits->quota.soft.value);
}

bool limits_allow(const struct limits *limits, uintmax_t before,
		  uintmax_t after, struct outcome *outcome)
{
	if (!limits->over_size && limits->max_size.known &&
	    after > limits->max_size.value)
		return outcome_set(outcome, OVER_LIMIT,
				   "%ju bytes are over fs.pipe-max-size (%ju): CAP_SYS_RESOURCE is required",
				   after, limits->max_size.value);
	return pages_allow(limits, (after - before) / sysconf(_SC_PAGESIZE),
			   outcome);
}

/* Capabilities in another user namespace do not count: explain without them. */
bool limits_explain(const struct limits *limits, uintmax_t before,
		    uintmax_t after, struct outcome *outcome)
{
	struct limits without = *limits;

	without.over_size = false;
	without.over_pages = false;
	if (!limits_allow(&without, before, after, outcome))
		return false;
	return outcome_set(outcome, NOT_PERMITTED,
			   "the kernel does not permit making the pipe larger");
}
