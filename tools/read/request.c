// SPDX-License-Identifier: GPL-2.0-only
/* How much a system call that writes to a pipe was asked to write. */
#include <limits.h>
#include <string.h>
#include <sys/uio.h>

#include "read/request.h"
#include "xalloc.h"

/* The arguments that hold it; 0, the index of the descriptor, means none. */
static const struct form {
	const char *name;
	int bytes;
	int buffers;
} forms[] = {
	{ "write", 2, 0 },
	{ "pwrite64", 2, 0 },
	{ "writev", 0, 2 },
	{ "pwritev", 0, 2 },
	{ "pwritev2", 0, 2 },
	{ "vmsplice", 0, 2 },
	{ "tee", 2, 0 },
	{ "sendfile", 3, 0 },
	{ "splice", 4, 0 },
};

static const struct form *find_form(const struct syscall *call)
{
	for (size_t i = 0; call->name && i < sizeof(forms) / sizeof(*forms); i++)
		if (!strcmp(forms[i].name, call->name))
			return &forms[i];
	return NULL;
}

void request_parse(const struct syscall *call, struct request *request)
{
	const struct form *form = find_form(call);

	*request = (struct request){ 0 };
	if (form && form->bytes)
		request->bytes = (struct number){ call->arguments[form->bytes],
						  true };
	if (form && form->buffers)
		request->buffers = (struct number){
			call->arguments[form->buffers], true
		};
}

void request_read_buffers(pid_t tid, const struct syscall *call,
			  struct request *request)
{
	struct iovec *buffers, local, remote;
	uintmax_t n = request->buffers.value;

	if (!request->buffers.known || n > IOV_MAX)
		return;
	buffers = xcalloc(n, sizeof(*buffers));
	local = (struct iovec){ buffers, n * sizeof(*buffers) };
	remote = (struct iovec){ (void *)call->arguments[1], local.iov_len };
	if (process_vm_readv(tid, &local, 1, &remote, 1, 0) ==
	    (ssize_t)local.iov_len) {
		request->bytes = (struct number){ 0, true };
		for (size_t i = 0; i < n; i++)
			request->bytes.value += buffers[i].iov_len;
	}
	free(buffers);
}
