/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_REQUEST_H
#define PIPESCOPE_REQUEST_H

#include <sys/types.h>

#include "read/syscalls.h"
#include "read/sysfs.h"

/**
 * struct request - what a system call was asked to write
 * @bytes: how many bytes, in all of its buffers
 * @buffers: in how many buffers, if the call takes several
 */
struct request {
	struct number bytes;
	struct number buffers;
};

/**
 * request_parse() - find what a system call was asked to write in its arguments
 * @call: the call
 * @request: filled in; @bytes is not known if there are several buffers
 */
void request_parse(const struct syscall *call, struct request *request);

/**
 * request_read_buffers() - find how long a call's buffers are
 * @tid: the task that is in the call; its memory is read
 * @call: the call
 * @request: of the call; @bytes is filled in if the memory can be read
 */
void request_read_buffers(pid_t tid, const struct syscall *call,
			  struct request *request);

#endif /* PIPESCOPE_REQUEST_H */
