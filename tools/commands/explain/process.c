// SPDX-License-Identifier: GPL-2.0-only
/* A process's name, namespace and container. */
#include "commands/explain/process.h"

void process_read(const struct host *host, uintmax_t pid, int task,
		  struct process *process)
{
	struct number *namespace = &process->namespace;

	proc_comm(host->proc, pid, process->comm);
	namespace->known = proc_namespace(host->proc, pid, &namespace->value);
	proc_container(task, &process->container);
}
