// SPDX-License-Identifier: GPL-2.0-only
/* A task's name, namespace and container, from /proc. */
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "read/cgroup.h"
#include "read/file.h"
#include "read/proc.h"

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

void proc_container(int dir, struct container *container)
{
	char buf[CGROUP_MAX];

	file_read(dir, "cgroup", buf, sizeof(buf));
	container_parse(buf, container);
}
