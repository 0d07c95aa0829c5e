/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_HOOK_H
#define _PIPESCOPE_HOOK_H

#include <linux/ftrace.h>
#include <linux/types.h>

/*
 * Elsewhere the kernel makes a kprobe at an entry by ftrace itself, or a handler
 * called by ftrace could not see the arguments.
 */
#if defined(CONFIG_ARM64) && defined(CONFIG_DYNAMIC_FTRACE_WITH_ARGS)
#define PS_HOOK_BY_FTRACE
#endif

/**
 * struct ps_hook - a handler that is called when a function is
 * @handler: the handler; it gets the function's first argument. Called with
 *	preemption off
 * @placed: it is in place
 * @ops: what ftrace knows of it
 */
struct ps_hook {
	void (*handler)(void *argument);
	bool placed;
#ifdef PS_HOOK_BY_FTRACE
	struct ftrace_ops ops;
#endif
};

int ps_hook_place(struct ps_hook *hook, const char *const *names);
void ps_hook_remove(struct ps_hook *hook);

#endif
