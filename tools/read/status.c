// SPDX-License-Identifier: GPL-2.0-only
/* Fields of /proc/PID/status. */
#include <ctype.h>
#include <inttypes.h>
#include <string.h>

#include "read/status.h"

const char *status_field(const char *status, const char *key)
{
	size_t len = strlen(key);

	while (status) {
		if (!strncmp(status, key, len) && status[len] == ':' &&
		    status[len + 1] == '\t')
			return status + len + 2;
		status = strchr(status, '\n');
		if (status)
			status++;
	}
	return NULL;
}

struct number status_number(const char *status, const char *key)
{
	const char *field = status_field(status, key);
	struct number number = { 0 };

	number.known = field && isdigit((unsigned char)*field);
	if (number.known)
		number.value = strtoumax(field, NULL, 10);
	return number;
}

size_t status_ns_pids(const char *status, uintmax_t ids[STATUS_NS_MAX])
{
	const char *field = status_field(status, "NSpid");
	size_t n = 0;

	while (field && isdigit((unsigned char)*field) && n < STATUS_NS_MAX) {
		char *end;

		ids[n++] = strtoumax(field, &end, 10);
		field = end + (*end == '\t');
	}
	return n;
}
