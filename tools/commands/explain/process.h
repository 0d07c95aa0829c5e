/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_PROCESS_H
#define PIPESCOPE_PROCESS_H

#include <stdint.h>

#include "read/container.h"
#include "read/host.h"
#include "read/proc.h"
#include "read/sysfs.h"

/**
 * struct process - a process's name, namespace and container
 * @comm: its name, unescaped
 * @namespace: its pid namespace (inode number)
 * @container: its container and pod
 */
struct process {
	char comm[PROC_COMM_MAX];
	struct number namespace;
	struct container container;
};

/**
 * process_read() - read a process's name, namespace and container
 * @host: the host
 * @pid: the process
 * @task: the directory of a live thread of it
 * @process: filled in
 */
void process_read(const struct host *host, uintmax_t pid, int task,
		  struct process *process);

#endif /* PIPESCOPE_PROCESS_H */
