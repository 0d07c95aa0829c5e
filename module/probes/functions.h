/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_FUNCTIONS_H
#define _PIPESCOPE_FUNCTIONS_H

/*
 * The probed kernel functions, in the order of placing: the end of something is
 * probed before its start. place.c defines how each is probed.
 */
enum ps_function_id {
	PS_FUNCTION_FREE,
	PS_FUNCTION_NAMESPACE_EXIT,
	PS_FUNCTION_SWITCH,
	PS_FUNCTION_RESIZE,
	PS_FUNCTION_FCNTL,
	PS_FUNCTION_WATCH_QUEUE,
	PS_FUNCTION_ALLOC,
	PS_FUNCTION_WRITE,
	PS_FUNCTION_SPLICE,
	PS_FUNCTION_OPEN,
	PS_NR_FUNCTIONS
};

/**
 * struct ps_function - a probed kernel function
 * @names: its names, newest kernels first; at most three, then NULL
 * @caller: its caller, which is probed as well, or NULL
 * @lost: what is not seen without these probes, for "pipescope doctor"; NULL if
 *	nothing is shown wrong
 */
struct ps_function {
	const char *names[4];
	const char *caller;
	const char *lost;
};

/* Holds the names of all functions, separated by spaces. */
#define PS_FUNCTIONS_NAMES_SIZE 256

extern const struct ps_function ps_functions[PS_NR_FUNCTIONS];

const char *ps_function_name(enum ps_function_id id);

#endif
