// SPDX-License-Identifier: GPL-2.0-only
/* Blocks a writer at a pipe in one way, and lets it go on in another. */
#include <err.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../clone.h"
#include "block.h"

static const char usage[] =
"Usage: block KIND RELEASE\n"
"\n"
"Makes a writer, in a pid namespace of its own, block on a pipe that is full, or\n"
"in the open(2) of a FIFO. Prints what is true of it: pid= tid= ns_tid=\n"
"namespace= pipe_namespace= fd= inode= slots=. On SIGUSR1 it lets the writer go\n"
"on, waits for its end, and prints outcome=.\n"
"\n"
"  KIND     write writev pwritev2 packets (of an O_DIRECT pipe) thread\n"
"           thread-closed (the descriptor is, its duplicate is not)\n"
"           thread-apart (which shares no open files) thread-orphan (the first\n"
"           one has ended) splice tee vmsplice sendfile aio (io_submit) uring\n"
"           core open-read open-write\n"
"  RELEASE  room no-readers signal kill resize; partner: the FIFO's\n";

static void ignore(int signal)
{
	(void)signal;
}

static void handle(int signal, void (*handler)(int))
{
	const struct sigaction action = { .sa_handler = handler };

	sigaction(signal, &action, NULL);
}

static int writer(const struct kind *kind, struct scene *scene)
{
	if (scene->ends[0] >= 0)
		close(scene->ends[0]);
	handle(SIGPIPE, SIG_IGN);
	handle(SIGNAL, ignore);
	if (kind->act(scene) >= 0)
		return DONE;
	switch (errno) {
	case EPIPE:
		return NO_READERS;
	case EINTR:
		return INTERRUPTED;
	default:
		warn("%s", kind->name);
		return FAILED;
	}
}

static void find_thread(const struct kind *kind, struct scene *scene)
{
	while (!(scene->tid = kind->find(scene)))
		usleep(1000);
}

static void print_outcome(int status)
{
	static const char *const outcomes[] = {
		[DONE] = "done",
		[NO_READERS] = "no-readers",
		[INTERRUPTED] = "interrupted",
		[FAILED] = "failed",
	};

	if (WIFSIGNALED(status))
		printf("outcome=%s\n", sigabbrev_np(WTERMSIG(status)));
	else
		printf("outcome=%s\n", outcomes[WEXITSTATUS(status) % 4]);
}

static void let_go(const struct kind *kind, struct scene *scene, release_fn release)
{
	int status;

	release(scene);
	while (!waitpid(scene->pid, &status, WNOHANG)) {
		/* What goes on may come to be blocked again. */
		if (scene->ends[0] >= 0 && kind->find == core_find &&
		    !release_ends(release))
			pipe_drain(scene->ends[0]);
		usleep(1000);
	}
	print_outcome(status);
	core_dismiss();
}

int main(int argc, char **argv)
{
	struct scene scene = { };
	const struct kind *kind;
	release_fn release;
	sigset_t go;
	int signal;

	if (argc == 2 && !strcmp(argv[1], "core-handler"))
		return core_handler();
	if (argc != 3) {
		fputs(usage, stderr);
		return 2;
	}
	kind = kind_of(argv[1]);
	release = release_of(argv[2]);

	sigemptyset(&go);
	sigaddset(&go, SIGUSR1);
	sigprocmask(SIG_BLOCK, &go, NULL);
	kind->set(&scene);
	scene.pid = clone_process(CLONE_NEWPID);
	if (!scene.pid)
		_exit(writer(kind, &scene));
	/* Without the keeper's a writer's end is the only one. */
	find_thread(kind, &scene);
	facts_print(&scene);
	sigwait(&go, &signal);
	let_go(kind, &scene, release);
	return 0;
}
