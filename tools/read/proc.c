// SPDX-License-Identifier: GPL-2.0-only
/* What /proc tells about a task. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "read/file.h"
#include "read/proc.h"
#include "read/syscalls.h"

#define STATUS_MAX	4096
/* cgroup v1 has a line for each of its dozen hierarchies. */
#define CGROUP_MAX	16384

int proc_open_task(int proc, uintmax_t pid, uintmax_t tid)
{
	char path[64];

	if (pid == tid)
		snprintf(path, sizeof(path), "%ju", pid);
	else
		snprintf(path, sizeof(path), "%ju/task/%ju",
			 pid, tid);
	return openat(proc, path, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

void proc_comm(int proc, uintmax_t pid, char *comm)
{
	char path[64];

	snprintf(path, sizeof(path), "%ju/comm", pid);
	file_read_line(proc, path, comm, PROC_COMM_MAX);
}

bool proc_namespace(int proc, uintmax_t pid, uintmax_t *inum)
{
	char path[64], link[64];

	snprintf(path, sizeof(path), "%ju/ns/pid", pid);
	file_read_link(proc, path, link, sizeof(link));
	return sscanf(link, "pid:[%ju]", inum) == 1;
}

/* "S (sleeping)": the word is what people read. */
static void parse_state(const char *status, char *state, size_t size)
{
	const char *p = strstr(status, "\nState:\t");
	const char *word = p ? strchr(p, '(') : NULL;

	if (word)
		snprintf(state, size, "%.*s", (int)strcspn(word + 1, ")\n"),
			 word + 1);
}

void proc_task(int dir, struct task *task)
{
	char buf[STATUS_MAX];

	memset(task, 0, sizeof(*task));
	file_read(dir, "status", buf, sizeof(buf));
	parse_state(buf, task->state, sizeof(task->state));
	file_read_line(dir, "syscall", buf, sizeof(buf));
	syscall_describe(buf, task->syscall, sizeof(task->syscall));
	file_read_line(dir, "wchan", task->wchan, sizeof(task->wchan));
	/* A kernel that does not tell says 0, as one that has nothing to. */
	if (!strcmp(task->wchan, "0"))
		task->wchan[0] = '\0';
}

void proc_doing(const struct task *task, char *buf, size_t size)
{
	const char *where = task->syscall[0] ? task->syscall : task->wchan;
	bool waits = !strcmp(task->state, "sleeping") ||
		     !strcmp(task->state, "disk sleep");

	if (waits && where[0])
		snprintf(buf, size, "%s in %s", task->state, where);
	else
		snprintf(buf, size, "%s", task->state);
}

void proc_container(int dir, struct container *container)
{
	char buf[CGROUP_MAX];

	file_read(dir, "cgroup", buf, sizeof(buf));
	container_parse(buf, container);
}
