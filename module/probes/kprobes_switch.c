// SPDX-License-Identifier: GPL-2.0-only
/*
 * The switch of all kprobes, /sys/kernel/debug/kprobes/enabled. While it is off
 * the ends of waits are not seen, and the pipes of known writers may be freed.
 */
#include <linux/kernel.h>
#include <linux/kprobes.h>

#include "core/worker.h"
#include "probes/kprobes_switch.h"

static bool touched;
static bool fired;

/**
 * ps_kprobes_switch_reset() - forget that somebody touched it
 *
 * Context: any; no probe is in place.
 */
void ps_kprobes_switch_reset(void)
{
	touched = false;
}

/**
 * ps_kprobes_switch_touch() - somebody has touched it; wakes the worker
 *
 * Context: any but NMI.
 */
void ps_kprobes_switch_touch(void)
{
	WRITE_ONCE(touched, true);
	ps_worker_wake();
}

/**
 * ps_kprobes_switch_was_touched() - has anybody touched it?
 *
 * Context: any.
 * Return: true if so since ps_kprobes_switch_reset().
 */
bool ps_kprobes_switch_was_touched(void)
{
	return READ_ONCE(touched);
}

static int note_fired(struct kprobe *probe, struct pt_regs *regs)
{
	WRITE_ONCE(fired, true);
	return 0;
}

static noinline void probed_function(void)
{
	/* Keeps the compiler from dropping the call. */
	barrier();
}

/**
 * ps_kprobes_switch_is_on() - does a probe fire that is placed now?
 *
 * Where ftrace makes the probes of function entries, they do not fire while
 * kernel.ftrace_enabled is 0.
 *
 * Context: may sleep; one caller at a time.
 * Return: true if it is.
 */
bool ps_kprobes_switch_is_on(void)
{
	struct kprobe probe = {
		.addr = (kprobe_opcode_t *)probed_function,
		.pre_handler = note_fired,
	};

	WRITE_ONCE(fired, false);
	if (register_kprobe(&probe))
		return false;
	probed_function();
	unregister_kprobe(&probe);
	return READ_ONCE(fired);
}
