// SPDX-License-Identifier: GPL-2.0-only
/* Explains that a task is not a stalled writer, and what it is instead. */
#include <stdio.h>
#include <unistd.h>

#include "commands/explain/refuse.h"
#include "read/proc.h"
#include "read/task.h"
#include "xalloc.h"

static void refuse_process(const struct stalled *stalled, uintmax_t pid)
{
	for (size_t i = 0; i < stalled->n; i++) {
		const struct writer *writer = &stalled->writers[i];

		if (writer->pid.known && writer->pid.value == pid)
			errx(exit_failure,
			     "%ju is not a stalled writer, but thread %ju of its process is",
			     pid, writer->tid);
	}
}

noreturn void refuse_task(const struct host *host,
			  const struct stalled *stalled,
			  uintmax_t tid)
{
	/*
	 * /proc has directories of threads as well, though it does not list
	 * them.
	 */
	int dir = proc_open_task(host->proc, tid, tid);
	char doing[TASK_DOING_MAX];
	struct task task;

	refuse_process(stalled, tid);
	if (dir < 0)
		errx(exit_failure, "no task %ju exists", tid);
	task_read(dir, &task);
	close(dir);
	task_doing(&task, doing, sizeof(doing));
	errx(exit_failure,
	     "task %ju has not been blocked on a pipe for stall_threshold_ms: it is %s",
	     tid, *doing ? doing : "in an unknown state");
}
