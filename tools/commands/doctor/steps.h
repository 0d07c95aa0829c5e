/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_STEPS_H
#define PIPESCOPE_STEPS_H

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
 * steps_prepare() - prepare a new process for taking steps
 *
 * It is the first of new pid and mount namespaces.
 */
void steps_prepare(void);

/**
 * steps_take() - take a step
 * @step: the step
 * @argument: its argument
 * @reply: filled in
 */
void steps_take(enum step step, uintmax_t argument, struct reply *reply);

#endif /* PIPESCOPE_STEPS_H */
