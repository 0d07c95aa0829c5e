// SPDX-License-Identifier: GPL-2.0-only
/* Starts, instructs and ends the process to be observed. */
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdnoreturn.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "commands/doctor/steps.h"
#include "commands/doctor/subject.h"

/* Steps are quick, but one may never end if a wake-up is lost. */
#define ANSWER_SEC 20

struct subject_order {
	enum step step;
	uintmax_t argument;
};

static noreturn void serve_orders(int socket)
{
	struct subject_order order;
	struct reply reply;

	steps_prepare();
	while (recv(socket, &order, sizeof(order), 0) == sizeof(order)) {
		steps_take(order.step, order.argument, &reply);
		send(socket, &reply, sizeof(reply), MSG_NOSIGNAL);
	}
	_exit(0);
}

static int start_process(struct subject *subject, int sockets[2])
{
	/* Like fork(2), but into new namespaces that end with the process. */
	subject->pid = syscall(SYS_clone, CLONE_NEWPID | CLONE_NEWNS | SIGCHLD,
			       NULL, NULL, NULL, NULL);
	if (!subject->pid) {
		close(sockets[0]);
		serve_orders(sockets[1]);
	}
	return subject->pid < 0 ? -errno : 0;
}

int subject_start(struct subject *subject)
{
	struct timeval patience = { .tv_sec = ANSWER_SEC };
	int sockets[2], rc;

	/* The module would count a pipe. */
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, sockets))
		return -errno;
	rc = start_process(subject, sockets);
	close(sockets[1]);
	subject->socket = sockets[0];
	setsockopt(subject->socket, SOL_SOCKET, SO_RCVTIMEO, &patience,
		   sizeof(patience));
	if (rc)
		close(subject->socket);
	return rc;
}

/* Returns whether there is a reply. */
static bool receive_reply(const struct subject *subject, struct reply *reply)
{
	ssize_t rc;

	/* With a timeout, SIGSTOP and SIGCONT interrupt recv(2). */
	do
		rc = recv(subject->socket, reply, sizeof(*reply), 0);
	while (rc < 0 && errno == EINTR);
	return rc == sizeof(*reply);
}

int subject_do(struct subject *subject, enum step step, uintmax_t argument,
	       struct reply *reply)
{
	struct subject_order order = { .step = step, .argument = argument };

	/* A late reply must not pass for the reply to a later order. */
	if (subject->lost)
		return -ETIMEDOUT;
	if (send(subject->socket, &order, sizeof(order), MSG_NOSIGNAL) < 0)
		return -errno;
	subject->lost = !receive_reply(subject, reply);
	return subject->lost ? -ETIMEDOUT : reply->error;
}

void subject_end(const struct subject *subject)
{
	close(subject->socket);
	/* It is init of its pid namespace, so its children die with it. */
	kill(subject->pid, SIGKILL);
	while (waitpid(subject->pid, NULL, 0) < 0 && errno == EINTR)
		;
}
