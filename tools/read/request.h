/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_REQUEST_H
#define PIPESCOPE_REQUEST_H

#include <sys/types.h>

#include "read/syscalls.h"
#include "read/sysfs.h"

/**
 * struct request - how much a system call was asked to write
 * @bytes: the bytes in all of its buffers
 * @buffers: the number of buffers, if the call takes several
 */
struct request {
	struct number bytes;
	struct number buffers;
};

/**
 * request_parse() - find a system call's request in its arguments
 * @call: the call
 * @request: filled in; @bytes is unknown if the call takes several buffers
 */
void request_parse(const struct syscall *call, struct request *request);

/**
 * request_read_buffers() - add up the lengths of a call's buffers
 * @tid: the task in the call; its memory is read
 * @call: the call
 * @request: the call's request; @bytes is filled in if the memory can be read
 */
void request_read_buffers(pid_t tid, const struct syscall *call,
			  struct request *request);

#endif /* PIPESCOPE_REQUEST_H */
