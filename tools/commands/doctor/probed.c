// SPDX-License-Identifier: GPL-2.0-only
/* The functions of the kernel that the module probes, and what for. */
#include <string.h>

#include "commands/doctor/probed.h"

#define WRITERS "writers in write(2)"
#define OPENERS "those who wait in open(2) of a FIFO"

static const struct probed functions[] = {
	{ "alloc_pipe_info", "new pipes" },
	{ "free_pipe_info", "pipes that go" },
	{ "pipe_resize_ring", "changes of pipes' size" },
	{ "pipe_fcntl", "changes of pipes' size" },
	{ "watch_queue_set_size", "changes of notification pipes' size" },
	{ "pipe_write", WRITERS },
	{ "anon_pipe_write", WRITERS },
	{ "pipe_wait_writable", "writers in splice(2) and its kind" },
	{ "wait_for_partner", OPENERS },
	{ "fifo_open", OPENERS },
	/* A dead namespace is shown a little longer. */
	{ "zap_pid_ns_processes", NULL },
	{ "write_enabled_file_bool", "who switches kprobes off" },
};

const struct probed *probed_find(const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof(functions) / sizeof(*functions); i++)
		if (strlen(functions[i].name) == len &&
		    !memcmp(functions[i].name, name, len))
			return &functions[i];
	return NULL;
}

bool probed_has(const char *names, const char *name)
{
	size_t len;

	for (; *names; names += len + (names[len] == ' ')) {
		len = strcspn(names, " ");
		if (strlen(name) == len && !memcmp(names, name, len))
			return true;
	}
	return false;
}
