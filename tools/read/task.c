// SPDX-License-Identifier: GPL-2.0-only
/* The state of a task, and its system call. */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "read/file.h"
#include "read/task.h"

/* Fields of /proc/PID/stat between the task's name and its start. */
#define STAT_SKIP	19

struct number task_parse_start(const char *stat)
{
	/* The name may hold parentheses; the fields follow the last one. */
	const char *p = strrchr(stat, ')');
	struct number start = { 0 };

	for (int i = 0; p && i <= STAT_SKIP; i++) {
		p = strchr(p, ' ');
		if (p)
			p++;
	}
	start.known = p && isdigit((unsigned char)*p);
	if (start.known)
		start.value = strtoumax(p, NULL, 10);
	return start;
}

/* As in "S (sleeping)". */
static void parse_state(const char *status, struct task *task)
{
	const char *field = status_field(status, "State");

	if (!field || strncmp(field + !!*field, " (", strlen(" (")))
		return;
	task->letter = *field;
	field += strlen("S (");
	snprintf(task->state, sizeof(task->state), "%.*s",
		 (int)strcspn(field, ")\n"), field);
}

void task_read(int dir, struct task *task)
{
	char buf[STATUS_MAX];

	*task = (struct task){ 0 };
	file_read(dir, "status", buf, sizeof(buf));
	parse_state(buf, task);
	task->tracer = status_number(buf, "TracerPid");
	task->n_ns_tids = status_ns_pids(buf, task->ns_tids);
	file_read(dir, "stat", buf, sizeof(buf));
	task->start = task_parse_start(buf);
	file_read_line(dir, "syscall", buf, sizeof(buf));
	task->in_call = syscall_parse(buf, &task->call);
	file_read_line(dir, "wchan", task->wchan, sizeof(task->wchan));
	/* 0 means that the kernel shows none, or that there is none. */
	if (!strcmp(task->wchan, "0"))
		task->wchan[0] = '\0';
}

void task_doing(const struct task *task, char *buf, size_t size)
{
	bool waits = task->letter == 'S' || task->letter == 'D';
	char call[32];

	if (task->in_call)
		syscall_describe(&task->call, call, sizeof(call));
	if (waits && (task->in_call || task->wchan[0]))
		snprintf(buf, size, "%s in %s", task->state,
			 task->in_call ? call : task->wchan);
	else
		snprintf(buf, size, "%s", task->state);
}
