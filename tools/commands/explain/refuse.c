// SPDX-License-Identifier: GPL-2.0-only
/* What the user asked for is no stalled writer: what it is instead. */
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
			     "%ju is no stalled writer, but a thread of its process is: %ju",
			     pid, writer->tid);
	}
}

noreturn void refuse_task(const struct host *host,
			  const struct stalled *stalled,
			  uintmax_t tid)
{
	/* Threads are there, too, though they are not listed. */
	int dir = proc_open_task(host->proc, tid, tid);
	char doing[TASK_DOING_MAX];
	struct task task;

	refuse_process(stalled, tid);
	if (dir < 0)
		errx(exit_failure, "there is no task %ju", tid);
	task_read(dir, &task);
	close(dir);
	task_doing(&task, doing, sizeof(doing));
	errx(exit_failure,
	     "task %ju has not been blocked on a pipe for stall_threshold_ms: it is %s",
	     tid, *doing ? doing : "in an unknown state");
}
