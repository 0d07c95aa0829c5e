// SPDX-License-Identifier: GPL-2.0-only
/* The cgroup of a task, and whether it is frozen. */
#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "read/cgroup.h"
#include "read/file.h"

/* More than freezer.state and cgroup.events hold. */
#define STATE_MAX 256

/* Whether a comma-separated list has a word. */
static bool list_has(const char *list, const char *end, const char *word)
{
	size_t len = strlen(word);

	for (;;) {
		const char *comma = memchr(list, ',', end - list);
		const char *stop = comma ? comma : end;

		if ((size_t)(stop - list) == len && !memcmp(list, word, len))
			return true;
		if (!comma)
			return false;
		list = comma + 1;
	}
}

/* A line is NUMBER:CONTROLLERS:/PATH. */
static const char *path_in_line(const char *line, const char *end,
				const char *controller)
{
	const char *path = memchr(line, '/', end - line);
	const char *list = memchr(line, ':', end - line);

	if (!path || !list || list + 1 >= path || path[-1] != ':')
		return NULL;
	return list_has(list + 1, path - 1, controller) ? path : NULL;
}

bool cgroup_find(const char *cgroups, const char *controller, char *path,
		 size_t size)
{
	while (*cgroups) {
		const char *end = cgroups + strcspn(cgroups, "\n");
		const char *found = path_in_line(cgroups, end, controller);

		if (found && (size_t)(end - found) < size) {
			*(char *)mempcpy(path, found, end - found) = '\0';
			return true;
		}
		cgroups = end + (*end == '\n');
	}
	return false;
}

/* In another cgroup namespace, paths may lead out of the mount with "..". */
static bool leads_out(const char *path)
{
	const char *p = path;

	while ((p = strstr(p, "/.."))) {
		p += strlen("/..");
		if (!*p || *p == '/')
			return true;
	}
	return false;
}

/* Returns false if the file cannot be read. */
static bool read_state(const struct host *host, const char *hierarchy,
		       const char *path, const char *file, char state[STATE_MAX])
{
	char name[PATH_MAX];
	int len = snprintf(name, sizeof(name), "%s%s/%s", hierarchy, path, file);

	return len < PATH_MAX && !leads_out(path) &&
	       file_read(host->cgroup, name, state, STATE_MAX) > 0;
}

/* cgroup v2, alone or together with v1. */
static struct number frozen_v2(const struct host *host, const char *cgroups)
{
	char path[PATH_MAX], events[STATE_MAX];
	struct number frozen = { 0 };
	const char *field;

	if (!cgroup_find(cgroups, "", path, sizeof(path)) ||
	    (!read_state(host, ".", path, "cgroup.events", events) &&
	     !read_state(host, "unified", path, "cgroup.events", events)))
		return frozen;
	field = strstr(events, "frozen ");
	frozen.known = field;
	frozen.value = field && field[strlen("frozen ")] == '1';
	return frozen;
}

static struct number frozen_v1(const struct host *host, const char *cgroups)
{
	char path[PATH_MAX], state[STATE_MAX];
	struct number frozen = { 0 };

	if (!cgroup_find(cgroups, "freezer", path, sizeof(path)) ||
	    !read_state(host, "freezer", path, "freezer.state", state))
		return frozen;
	frozen.known = true;
	/* FROZEN, or FREEZING; not THAWED. */
	frozen.value = state[0] == 'F';
	return frozen;
}

struct number cgroup_frozen(const struct host *host, int dir)
{
	struct number v1, v2;
	char cgroups[CGROUP_MAX];

	file_read(dir, "cgroup", cgroups, sizeof(cgroups));
	v1 = frozen_v1(host, cgroups);
	v2 = frozen_v2(host, cgroups);
	return (struct number){ v1.value || v2.value, v1.known || v2.known };
}
