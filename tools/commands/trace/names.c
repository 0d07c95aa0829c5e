// SPDX-License-Identifier: GPL-2.0-only
/* Names of tasks, which may have exited before their events are read. */
#include <stdio.h>
#include <string.h>

#include "commands/trace/names.h"
#include "read/proc.h"

/* Of tasks that share a place, the last one has it: that does no harm. */
#define PLACES 4096

static struct {
	uintmax_t tid;
	char name[PROC_COMM_MAX];
} known[PLACES];

const char *names_of(int proc, uintmax_t tid)
{
	char name[PROC_COMM_MAX] = "";
	size_t place = tid % PLACES;

	proc_comm(proc, tid, name);
	if (name[0] || known[place].tid != tid) {
		known[place].tid = tid;
		memcpy(known[place].name, name, sizeof(name));
	}
	return known[place].name;
}
