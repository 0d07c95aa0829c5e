// SPDX-License-Identifier: GPL-2.0-only
/* The list of probed functions, and finding them in texts. */
#include "claim.h"
#include "commands/doctor/probed.h"

#define MAX_NAMES (sizeof(ps_functions->names) / sizeof(*ps_functions->names))

static const char *found(const char *text, size_t len)
{
	const struct ps_function *function = probed_find(text, len);

	return function ? *function->names : "none";
}

static void test_list(void)
{
	for (int i = 0; i < PS_NR_FUNCTIONS; i++) {
		const struct ps_function *function = &ps_functions[i];
		const char *oldest = ps_function_name(i);

		claim("functions", "a function has a name", *function->names ? "yes" : "no", "yes");
		claim("functions", "its names end",
		      function->names[MAX_NAMES - 1] ? "no" : "yes", "yes");
		claim("functions", "it is found by its oldest name",
		      found(oldest, strlen(oldest)), *function->names);
	}
}

static void test_find(void)
{
	claim("functions", "a function", found("pipe_write+0x2bf", 10), "anon_pipe_write");
	claim("functions", "its newer name", found("anon_pipe_write", 15), "anon_pipe_write");
	claim("functions", "a caller", found("fifo_open", 9), "wait_for_partner");
	claim("functions", "a longer name", found("pipe_writes", 11), "none");
	claim("functions", "a shorter name", found("pipe_writ", 9), "none");
	claim("functions", "no name", found("", 0), "none");
}

static void test_has(void)
{
	claim("functions", "listed alone",
	      probed_has("pipe_write", PS_FUNCTION_WRITE) ? "yes" : "no", "yes");
	claim("functions", "listed last",
	      probed_has("pipe_fcntl pipe_write", PS_FUNCTION_WRITE) ? "yes" : "no", "yes");
	claim("functions", "part of a name",
	      probed_has("pipe_write_more", PS_FUNCTION_WRITE) ? "yes" : "no", "no");
	claim("functions", "not listed", probed_has("", PS_FUNCTION_WRITE) ? "yes" : "no", "no");
}

int main(void)
{
	test_list();
	test_find();
	test_has();
	return claims_status();
}
