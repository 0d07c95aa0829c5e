// SPDX-License-Identifier: GPL-2.0-only
/* Finds the container and pod that a cgroup belongs to, by its path. */
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "read/container.h"

#define HEX_DIGITS "0123456789abcdef"
/* The kernel appends this to the path of a removed cgroup. */
#define DELETED " (deleted)"
#define POD "pod"

/* A part of a longer text. */
struct span {
	const char *start;
	const char *end;
};

/*
 * Prefixes that runtimes put before the id. Their monitors
 * (crio-conmon-ID.scope, libpod-conmon-ID.scope) run outside the container and
 * must not match.
 */
static const char *const prefixes[] = {
	"docker-", "cri-containerd-", "crio-", "libpod-payload-", "libpod-",
	"nerdctl-",
};

static size_t span_length(struct span span)
{
	return span.end - span.start;
}

static bool drop_prefix(struct span *span, const char *prefix)
{
	size_t len = strlen(prefix);

	if (span_length(*span) < len || memcmp(span->start, prefix, len))
		return false;
	span->start += len;
	return true;
}

static bool drop_suffix(struct span *span, const char *suffix)
{
	size_t len = strlen(suffix);

	if (span_length(*span) < len || memcmp(span->end - len, suffix, len))
		return false;
	span->end -= len;
	return true;
}

static bool is_hex(struct span span)
{
	for (const char *p = span.start; p < span.end; p++)
		if (!*p || !strchr(HEX_DIGITS, *p))
			return false;
	return true;
}

static void find_id(struct span name, char id[CONTAINER_ID_LEN + 1])
{
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++)
		if (drop_prefix(&name, prefixes[i]))
			break;
	drop_suffix(&name, ".scope");
	if (span_length(name) != CONTAINER_ID_LEN || !is_hex(name))
		return;
	memcpy(id, name.start, CONTAINER_ID_LEN);
	id[CONTAINER_ID_LEN] = '\0';
}

/* Names of systemd slices have underscores in place of the dashes. */
static bool is_uuid(struct span name)
{
	static const char form[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

	if (span_length(name) != POD_UID_LEN)
		return false;
	for (size_t i = 0; i < POD_UID_LEN; i++) {
		const char *valid = form[i] == '-' ? "-_" : HEX_DIGITS;

		if (!name.start[i] || !strchr(valid, name.start[i]))
			return false;
	}
	return true;
}

static bool is_static_pod(struct span name)
{
	return span_length(name) == 32 && is_hex(name);
}

/*
 * A slice's name repeats its parents' names: kubepods-burstable-podUID.slice.
 */
static bool drop_slices(struct span *name)
{
	const char *dash;
	bool found = drop_prefix(name, POD);

	while ((dash = memmem(name->start, span_length(*name), "-" POD,
			      strlen("-" POD)))) {
		name->start = dash + strlen("-" POD);
		found = true;
	}
	return found;
}

static void find_pod(struct span name, char pod[POD_UID_LEN + 1])
{
	char *end;

	drop_suffix(&name, ".slice");
	if (!drop_slices(&name) || (!is_uuid(name) && !is_static_pod(name)))
		return;
	end = mempcpy(pod, name.start, span_length(name));
	*end = '\0';
	while ((end = strchr(pod, '_')))
		*end = '-';
}

/*
 * The plain cgroup driver keeps systemd's SLICE:PREFIX:ID in one name, so
 * colons separate names just as slashes do.
 */
static void parse_path(struct span path, struct container *container)
{
	drop_suffix(&path, DELETED);
	while (path.start < path.end) {
		struct span name = path;

		name.end = name.start;
		while (name.end < path.end && !strchr("/:", *name.end))
			name.end++;
		find_id(name, container->id);
		find_pod(name, container->pod);
		path.start = name.end + 1;
	}
}

void container_parse(const char *cgroups, struct container *container)
{
	*container = (struct container){ 0 };
	while (*cgroups) {
		struct container found = { 0 };
		struct span path = { .end = cgroups + strcspn(cgroups, "\n") };

		path.start = memchr(cgroups, '/', path.end - cgroups);
		if (path.start)
			parse_path(path, &found);
		if (found.id[0]) {
			*container = found;
			return;
		}
		if (!container->pod[0])
			*container = found;
		cgroups = path.end + (*path.end == '\n');
	}
}
