// SPDX-License-Identifier: GPL-2.0-only
/* The values that a check compares, read from as few files as possible. */
#include <errno.h>
#include <stdio.h>

#include "commands/check/worst.h"
#include "output/text.h"
#include "read/file.h"
#include "xalloc.h"

static bool is_denied(int rc)
{
	return rc == -EPERM || rc == -EACCES;
}

/* Objects may disappear while their files are being read. */
static bool is_gone(int rc)
{
	return rc == -ENOENT || rc == -ENODEV;
}

static int read_blocked(const struct host *host, uintmax_t tid,
			struct number *usec)
{
	char path[64];

	snprintf(path, sizeof(path), "writers/%ju/blocked_usec", tid);
	return sysfs_number(host->module, path, usec);
}

static void read_comm(const struct host *host, struct worst *worst)
{
	char path[64];

	snprintf(path, sizeof(path), "writers/%ju/comm", worst->tid);
	file_read_line(host->module, path, worst->comm, sizeof(worst->comm));
	text_unescape(worst->comm);
}

static const char *read_longest(struct worst *worst, const struct host *host)
{
	const char *problem = NULL;
	struct number usec;
	uintmax_t *tids;
	size_t n = sysfs_list(host->module, "writers", &tids);

	worst->usec.known = true;
	for (size_t i = 0; i < n && !problem; i++) {
		int rc = read_blocked(host, tids[i], &usec);

		if (is_denied(rc))
			problem = "not permitted to see blocked writers: run as root";
		else if (rc && !is_gone(rc))
			problem = "cannot read how long writers have been blocked";
		if (usec.value <= worst->usec.value)
			continue;
		worst->usec.value = usec.value;
		worst->tid = tids[i];
	}
	free(tids);
	worst->usec.known = !problem;
	if (worst->tid)
		read_comm(host, worst);
	return problem;
}

static const char *read_stalled(struct worst *worst, const struct host *host)
{
	sysfs_number(host->module, "stalled", &worst->stalled);
	if (!worst->stalled.known)
		return "cannot read /sys/kernel/pipescope/stalled";
	if (worst->stalled.value)
		return read_longest(worst, host);
	/* Without stalled writers no permission is needed. */
	worst->usec.known = true;
	return NULL;
}

static const char *read_users(struct worst *worst, const struct host *host)
{
	const char *problem = NULL;
	struct number pages;
	uintmax_t *uids;
	size_t n = sysfs_list(host->module, "users", &uids);

	for (size_t i = 0; i < n && !problem; i++) {
		char path[64];
		int rc;

		snprintf(path, sizeof(path), "users/%ju/pages_kernel", uids[i]);
		rc = sysfs_number(host->module, path, &pages);
		if (is_denied(rc))
			problem = "not permitted to see users' pages: run as root";
		else if (rc && !is_gone(rc))
			problem = "cannot read users' pages";
		if (!pages.known || pages.value < worst->pages.value)
			continue;
		worst->pages = pages;
		worst->uid = uids[i];
	}
	free(uids);
	return problem;
}

static const char *read_quota(struct worst *worst, const struct host *host)
{
	const char *problem;

	quota_read(&worst->quota, host);
	if (!worst->quota.soft.known)
		return "cannot read /proc/sys/fs/pipe-user-pages-soft";
	if (worst->quota.soft.value) {
		problem = read_users(worst, host);
		if (problem)
			return problem;
	}
	worst->percent = quota_percent(worst->pages, &worst->quota);
	worst->percent.known = true;
	return NULL;
}

/* If some writers are not tracked, a list without writers proves nothing. */
static const char *read_health(const struct host *host)
{
	struct number waits;

	sysfs_number(host->module, "health/untracked_waits", &waits);
	if (!waits.known)
		return "cannot read /sys/kernel/pipescope/health/untracked_waits";
	return waits.value ? "the module had no room for all blocked writers" :
			     NULL;
}

const char *worst_read(struct worst *worst, const struct host *host)
{
	const char *stalled, *quota, *health;

	*worst = (struct worst){ 0 };
	stalled = read_stalled(worst, host);
	quota = read_quota(worst, host);
	health = read_health(host);
	if (stalled)
		return stalled;
	return quota ? quota : health;
}
