// SPDX-License-Identifier: GPL-2.0-only
/* From a cgroup path to the container it belongs to. */
#include <stddef.h>
#include <string.h>

#include "read/container.h"

#define HEX_DIGITS "0123456789abcdef"

/*
 * What runtimes put before the id. Their monitors (crio-conmon-ID.scope,
 * libpod-conmon-ID.scope) run outside of the container and must not match.
 */
static const char *const prefixes[] = {
	"docker-", "cri-containerd-", "crio-", "libpod-", "nerdctl-",
};

static size_t prefix_length(const char *name)
{
	for (size_t i = 0; i < sizeof(prefixes) / sizeof(*prefixes); i++) {
		size_t len = strlen(prefixes[i]);

		if (!strncmp(name, prefixes[i], len))
			return len;
	}
	return 0;
}

static bool id_from_name(const char *name, const char *end, char *id)
{
	/* With the plain driver systemd's SLICE:PREFIX:ID is kept as it is. */
	for (const char *p = name; p < end; p++)
		if (*p == ':')
			name = p + 1;
	name += prefix_length(name);
	if (end - name < CONTAINER_ID_LEN ||
	    strspn(name, HEX_DIGITS) != CONTAINER_ID_LEN)
		return false;
	name += CONTAINER_ID_LEN;
	if (name != end &&
	    (end - name != (ptrdiff_t)strlen(".scope") ||
	     strncmp(name, ".scope", strlen(".scope"))))
		return false;
	memcpy(id, name - CONTAINER_ID_LEN, CONTAINER_ID_LEN);
	id[CONTAINER_ID_LEN] = '\0';
	return true;
}

static bool id_from_path(const char *path, const char *end, char *id)
{
	bool found = false;

	while (path < end) {
		const char *slash = memchr(path, '/', end - path);
		const char *stop = slash ? slash : end;

		found |= id_from_name(path, stop, id);
		path = stop + 1;
	}
	return found;
}

bool container_id(const char *cgroups, char id[CONTAINER_ID_LEN + 1])
{
	while (*cgroups) {
		const char *end = cgroups + strcspn(cgroups, "\n");
		const char *path = memchr(cgroups, '/', end - cgroups);

		if (path && id_from_path(path, end, id))
			return true;
		cgroups = end + (*end == '\n');
	}
	return false;
}
