/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_SUBJECT_H
#define PIPESCOPE_SUBJECT_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* What its writers call themselves. */
#define SUBJECT_COMM "pipescope-probe"

/**
 * enum step - what the subject can be told to do
 * @STEP_USER: become the user that the argument names
 * @STEP_PIPE: make a pipe
 * @STEP_RESIZE: give it another size
 * @STEP_FILL: fill it
 * @STEP_WRITE: have a child write a page to it, and so block
 * @STEP_SPLICE: the same by vmsplice(2)
 * @STEP_OPEN: have a child open a FIFO that nobody else has open
 * @STEP_READ: read a page, so that the child ends
 * @STEP_MEET: open the FIFO, so that the child ends
 * @STEP_CLOSE: close the pipe
 */
enum step {
	STEP_USER,
	STEP_PIPE,
	STEP_RESIZE,
	STEP_FILL,
	STEP_WRITE,
	STEP_SPLICE,
	STEP_OPEN,
	STEP_READ,
	STEP_MEET,
	STEP_CLOSE,
};

/**
 * struct reply - how a step went
 * @error: 0, or a negative errno, and the rest is of no use
 * @slots: of the pipe
 * @bytes: in the pipe
 * @inode: of the pipe
 * @fd: of the pipe's write end
 * @child: the child, as its own pid namespace numbers it
 */
struct reply {
	int error;
	uintmax_t slots;
	uintmax_t bytes;
	uintmax_t inode;
	int fd;
	pid_t child;
};

/**
 * struct subject - a process, alone in a pid namespace of its own
 * @pid: the process
 * @socket: how it is told what to do
 * @lost: it did not answer in time
 */
struct subject {
	pid_t pid;
	int socket;
	bool lost;
};

/**
 * subject_start() - start it
 * @subject: filled in
 *
 * It dies with this process.
 *
 * Return: 0, or a negative errno
 */
int subject_start(struct subject *subject);

/**
 * subject_do() - have it take a step
 * @subject: the subject
 * @step: the step
 * @argument: of STEP_USER
 * @reply: filled in
 *
 * Return: 0, or a negative errno: that of the step, -ETIMEDOUT if there is no
 * answer, to this or to an earlier one
 */
int subject_do(struct subject *subject, enum step step, uintmax_t argument,
	       struct reply *reply);

/**
 * subject_end() - end it, with all that it has made
 * @subject: the subject
 */
void subject_end(const struct subject *subject);

#endif /* PIPESCOPE_SUBJECT_H */
