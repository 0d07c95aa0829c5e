// SPDX-License-Identifier: GPL-2.0-only
/*
 * A write by io_submit(2), which to a pipe is one at once. The call's arguments
 * name no descriptor.
 */
#include <err.h>
#include <errno.h>
#include <linux/aio_abi.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "block.h"

long aio_act(struct scene *scene)
{
	static const char data[1] = "x";
	struct iocb control = {
		.aio_lio_opcode = IOCB_CMD_PWRITE,
		.aio_fildes = scene->ends[1],
		.aio_buf = (uintptr_t)data,
		.aio_nbytes = sizeof(data),
	};
	struct iocb *controls[] = { &control };
	struct io_event event;
	aio_context_t context = 0;

	if (syscall(SYS_io_setup, 1, &context))
		err(FAILED, "io_setup");
	if (syscall(SYS_io_submit, context, 1, controls) != 1)
		err(FAILED, "io_submit");
	if (syscall(SYS_io_getevents, context, 1, 1, &event, NULL) != 1)
		err(FAILED, "io_getevents");
	errno = event.res < 0 ? -event.res : 0;
	return event.res;
}
