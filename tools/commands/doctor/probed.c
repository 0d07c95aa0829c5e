// SPDX-License-Identifier: GPL-2.0-only
/* Which of the module's functions a text names. */
#include <string.h>

#include "commands/doctor/probed.h"

static bool is_named(const char *name, const char *text, size_t len)
{
	return name && strlen(name) == len && !memcmp(name, text, len);
}

const struct ps_function *probed_find(const char *name, size_t len)
{
	for (int i = 0; i < PS_NR_FUNCTIONS; i++) {
		const struct ps_function *function = &ps_functions[i];

		if (is_named(function->caller, name, len))
			return function;
		for (const char *const *other = function->names; *other; other++)
			if (is_named(*other, name, len))
				return function;
	}
	return NULL;
}

bool probed_has(const char *names, enum ps_function_id function)
{
	const char *name = ps_function_name(function);
	size_t len;

	for (; *names; names += len + (names[len] == ' ')) {
		len = strcspn(names, " ");
		if (is_named(name, names, len))
			return true;
	}
	return false;
}
