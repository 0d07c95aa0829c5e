// SPDX-License-Identifier: GPL-2.0-only
/* What system calls were asked to write, with buffers of its own. */
#include <stdint.h>
#include <sys/uio.h>
#include <unistd.h>

#include "claim.h"
#include "read/request.h"

static void claim_request(const char *name, const struct request *request,
			  const char *want)
{
	char got[64] = "", *end = got;

	if (request->bytes.known)
		end += sprintf(end, "%ju bytes", request->bytes.value);
	if (request->buffers.known)
		sprintf(end, " %ju buffers", request->buffers.value);
	claim("request", name, got + (*got == ' '), want);
}

static void claim_call(const char *name, const char *want)
{
	struct syscall call = {
		.name = name, .arguments = { 10, 11, 12, 13, 14, 15 }
	};
	struct request request;

	request_parse(&call, &request);
	claim_request(name ? name : "none", &request, want);
}

static void claim_buffers(const char *name, uintmax_t address, uintmax_t n,
			  const char *want)
{
	struct syscall call = {
		.name = "writev", .arguments = { 1, address, n }
	};
	struct request request;

	request_parse(&call, &request);
	request_read_buffers(getpid(), &call, &request);
	claim_request(name, &request, want);
}

int main(void)
{
	const struct iovec buffers[] = { { NULL, 5 }, { NULL, 0 }, { NULL, 70000 } };

	claim_call("write", "12 bytes");
	claim_call("pwrite64", "12 bytes");
	claim_call("tee", "12 bytes");
	claim_call("sendfile", "13 bytes");
	claim_call("splice", "14 bytes");
	claim_call("writev", "12 buffers");
	claim_call("pwritev2", "12 buffers");
	claim_call("vmsplice", "12 buffers");
	claim_call("read", "");
	claim_call("openat", "");
	claim_call(NULL, "");
	claim_buffers("three", (uintptr_t)buffers, 3, "70005 bytes 3 buffers");
	claim_buffers("none", (uintptr_t)buffers, 0, "0 bytes 0 buffers");
	claim_buffers("what is nowhere", 16, 3, "3 buffers");
	claim_buffers("more than there can be", (uintptr_t)buffers, 1025,
		      "1025 buffers");
	claim_buffers("many more", (uintptr_t)buffers, UINT64_MAX,
		      "18446744073709551615 buffers");
	return claims_status();
}
