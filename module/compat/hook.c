// SPDX-License-Identifier: GPL-2.0-only
/*
 * Handlers at the start of functions that take no breakpoint: ftrace makes the
 * function call them.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/preempt.h>

#include "compat/hook.h"
#include "text/symbol.h"

#ifdef PS_HOOK_BY_FTRACE

static void notrace on_hooked_call(unsigned long ip, unsigned long parent_ip,
				   struct ftrace_ops *ops,
				   struct ftrace_regs *regs)
{
	struct ps_hook *hook = container_of(ops, struct ps_hook, ops);

	preempt_disable_notrace();
	hook->handler((void *)ftrace_regs_get_argument(regs, 0));
	preempt_enable_notrace();
}

/**
 * ps_hook_place() - have a handler called at the start of a function
 * @hook: the handler, not in place
 * @names: the function's names, newest kernels first, then NULL
 *
 * While it is in place, kernel.ftrace_enabled cannot be set to 0. It misses no
 * call, and is independent of the switch for kprobes.
 *
 * Context: may sleep.
 * Return: 0; or a negative error, with nothing in place, such as -EBUSY if
 * ftrace is off, or -EOPNOTSUPP if the kernel offers nothing better than a
 * kprobe.
 */
int ps_hook_place(struct ps_hook *hook, const char *const *names)
{
	struct ps_symbol function;
	int err;

	hook->ops = (struct ftrace_ops) {
		.func = on_hooked_call,
		.flags = FTRACE_OPS_FL_PERMANENT,
	};
	err = ps_symbol_find(names, &function) ?:
	      ftrace_set_filter_ip(&hook->ops, function.address, 0, 1);
	if (err)
		return err;
	err = register_ftrace_function(&hook->ops);
	if (err)
		ftrace_free_filter(&hook->ops);
	hook->placed = !err;
	return err;
}

/**
 * ps_hook_remove() - remove a handler
 * @hook: the handler, in place or not
 *
 * Context: may sleep. Returns when the handler is not running any more.
 */
void ps_hook_remove(struct ps_hook *hook)
{
	if (!hook->placed)
		return;
	unregister_ftrace_function(&hook->ops);
	ftrace_free_filter(&hook->ops);
	hook->placed = false;
}

#else

int ps_hook_place(struct ps_hook *hook, const char *const *names)
{
	return -EOPNOTSUPP;
}

void ps_hook_remove(struct ps_hook *hook)
{
}

#endif
