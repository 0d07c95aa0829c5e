// SPDX-License-Identifier: GPL-2.0-only
/* What real tasks are doing, and starts that names try to hide. */
#include <fcntl.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "claim.h"
#include "read/task.h"

static void claim_number(const char *name, uintmax_t got, uintmax_t want)
{
	char texts[2][32];

	snprintf(texts[0], sizeof(texts[0]), "%ju", got);
	snprintf(texts[1], sizeof(texts[1]), "%ju", want);
	claim("task", name, texts[0], texts[1]);
}

static void read_task(pid_t pid, struct task *task)
{
	char path[32];
	int dir;

	snprintf(path, sizeof(path), "/proc/%d", pid);
	dir = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	task_read(dir, task);
	close(dir);
}

/* Until the child is in the state, at most ten seconds. */
static void await(pid_t pid, struct task *task, char letter)
{
	for (int i = 0; i < 1000; i++) {
		read_task(pid, task);
		if (task->letter == letter)
			return;
		usleep(10000);
	}
}

static void test_itself(void)
{
	char doing[TASK_DOING_MAX];
	struct task task;

	read_task(getpid(), &task);
	claim("state", "its own", task.state, "running");
	claim_number("nobody traces it", task.tracer.known && !task.tracer.value, true);
	claim_number("its own id is the last", task.ns_tids[task.n_ns_tids - 1], getpid());
	task_doing(&task, doing, sizeof(doing));
	claim("doing", "its own", doing, "running");
}

static void test_writer(void)
{
	static char data[1 << 20];
	char doing[TASK_DOING_MAX];
	struct task before, task;
	int ends[2];
	pid_t pid;

	if (pipe(ends))
		abort();
	read_task(getpid(), &before);
	pid = fork();
	if (!pid)
		_exit(write(ends[1], data, sizeof(data)) < 0);
	await(pid, &task, 'S');
	claim("state", "a writer's", task.state, "sleeping");
	claim("call", "a writer's", task.call.name ? task.call.name : "none", "write");
	claim_number("descriptor", task.call.arguments[0], ends[1]);
	claim_number("bytes to write", task.call.arguments[2], sizeof(data));
	claim_number("it did not start before", task.start.known &&
		     task.start.value >= before.start.value, true);
	task_doing(&task, doing, sizeof(doing));
	claim("doing", "a writer's", doing, "sleeping in write");

	kill(pid, SIGSTOP);
	await(pid, &task, 'T');
	claim("state", "stopped", task.state, "stopped");
	kill(pid, SIGKILL);
	await(pid, &task, 'Z');
	claim("state", "not waited for", task.state, "zombie");
	waitpid(pid, NULL, 0);
	read_task(pid, &task);
	claim("state", "gone", task.state, "");
	claim_number("no start when it has gone", task.start.known, false);
	task_doing(&task, doing, sizeof(doing));
	claim("doing", "gone", doing, "");
}

static void test_traced(void)
{
	struct task task;
	pid_t pid = fork();

	if (!pid) {
		ptrace(PTRACE_TRACEME, 0, NULL, NULL);
		raise(SIGSTOP);
		_exit(0);
	}
	await(pid, &task, 't');
	claim("state", "traced", task.state, "tracing stop");
	claim_number("its tracer", task.tracer.value, getpid());
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

static void claim_start(const char *stat, const char *want)
{
	struct number start = task_parse_start(stat);
	char got[32] = "unknown";

	if (start.known)
		snprintf(got, sizeof(got), "%ju", start.value);
	claim("start", stat, got, want);
}

#define FIELDS " S 1 1 1 0 -1 4194560 1 1 0 0 0 0 0 0 20 0 1 0 "

static void test_starts(void)
{
	claim_start("7 (cat)" FIELDS "8675309 12 13\n", "8675309");
	claim_start("7 (cat)" FIELDS "0", "0");
	claim_start("7 (a) S 1 2 3 (b\n)" FIELDS "8675309 12\n", "8675309");
	claim_start("7 ())))" FIELDS "8675309", "8675309");
	claim_start("7 (cat)" FIELDS, "unknown");
	claim_start("7 (cat)" FIELDS "-5", "unknown");
	claim_start("7 (cat) S 1", "unknown");
	claim_start("7 (cat", "unknown");
	claim_start("", "unknown");
}

int main(void)
{
	test_itself();
	test_writer();
	test_traced();
	test_starts();
	return claims_status();
}
