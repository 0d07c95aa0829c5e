// SPDX-License-Identifier: GPL-2.0-only
/* How much a system call writes, by its arguments. */
#include <string.h>

#include "read/transfer.h"

static const struct {
	const char *call;
	int argument;
} counts[] = {
	{ "write", 2 },
	{ "splice", 4 },
	{ "tee", 2 },
	{ "sendfile", 3 },
};

struct number transfer_bytes(const struct task *task)
{
	const struct syscall *call = &task->call;

	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++)
		if (task->in_call && call->name &&
		    !strcmp(call->name, counts[i].call))
			return (struct number){
				call->arguments[counts[i].argument], true
			};
	return (struct number){ 0 };
}
