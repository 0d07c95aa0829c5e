/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_STEPS_H
#define PIPESCOPE_STEPS_H

#include <stdint.h>
#include <sys/types.h>

/* The name of the subject's writers. */
#define SUBJECT_COMM "pipescope-probe"

/**
 * enum step - what the subject can be told to do
 * @STEP_USER: become the user that the argument names
 * @STEP_PIPE: create a pipe
 * @STEP_RESIZE: resize the pipe
 * @STEP_FILL: fill the pipe
 * @STEP_WRITE: have a child block writing a page to the pipe
 * @STEP_SPLICE: the same with vmsplice(2)
 * @STEP_OPEN: have a child block opening a FIFO
 * @STEP_READ: read a page, so that the child exits
 * @STEP_MEET: open the FIFO, so that the child exits
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
 * struct reply - the result of a step
 * @error: 0, or a negative errno; then the rest is not valid
 * @slots: the pipe's slots
 * @bytes: bytes in the pipe
 * @inode: the pipe's inode number
 * @fd: descriptor of the pipe's write end
 * @child: process id of the child, in its own pid namespace
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
 * The process is the first one in new pid and mount namespaces.
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
