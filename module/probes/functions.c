// SPDX-License-Identifier: GPL-2.0-only
/*
 * Also compiled into "pipescope doctor": includes no kernel headers. A name
 * without a comment is the same in all kernels from 5.10 to 7.3.
 */
#include "probes/functions.h"

const struct ps_function ps_functions[PS_NR_FUNCTIONS] = {
	[PS_FUNCTION_FREE] = {
		.names = { "free_pipe_info" },
		.lost = "destroyed pipes",
	},
	[PS_FUNCTION_NAMESPACE_EXIT] = {
		/* Without it a dead namespace is shown slightly longer. */
		.names = { "zap_pid_ns_processes" },
	},
	[PS_FUNCTION_SWITCH] = {
		/* Handles writes to /sys/kernel/debug/kprobes/enabled. */
		.names = { "write_enabled_file_bool" },
		.lost = "kprobes being turned off",
	},
	[PS_FUNCTION_RESIZE] = {
		.names = { "pipe_resize_ring" },
		.lost = "changes of pipes' size",
	},
	[PS_FUNCTION_FCNTL] = {
		/*
		 * Before 5.10.210, 5.15.149, 6.1.76 and 6.7.3 it changes the
		 * accounted slots after pipe_resize_ring() has returned.
		 */
		.names = { "pipe_fcntl" },
		.lost = "changes of pipes' size",
	},
	[PS_FUNCTION_WATCH_QUEUE] = {
		/* It also changes the slots after pipe_resize_ring(). */
		.names = { "watch_queue_set_size" },
		.lost = "changes of notification pipes' size",
	},
	[PS_FUNCTION_ALLOC] = {
		.names = { "alloc_pipe_info" },
		.lost = "new pipes",
	},
	[PS_FUNCTION_WRITE] = {
		.names = {
			"anon_pipe_write",	/* in 6.18 and newer */
			"pipe_write",		/* in 6.12 and older */
		},
		.lost = "writers in write(2)",
	},
	[PS_FUNCTION_SPLICE] = {
		.names = { "pipe_wait_writable" },
		.lost = "writers in splice(2), tee(2), vmsplice(2) and sendfile(2)",
	},
	[PS_FUNCTION_OPEN] = {
		.names = { "wait_for_partner" },
		.caller = "fifo_open",
		.lost = "open(2) of a FIFO whose other end is closed",
	},
};

/**
 * ps_function_name() - the name that a function is shown by
 * @id: the function
 *
 * Context: any.
 * Return: its oldest name, which most kernels have.
 */
const char *ps_function_name(enum ps_function_id id)
{
	const char *const *name = ps_functions[id].names;

	while (name[1])
		name++;
	return *name;
}
