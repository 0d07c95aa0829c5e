// SPDX-License-Identifier: GPL-2.0-only
/*
 * The switch for all kprobes, /sys/kernel/debug/kprobes/enabled. While kprobes
 * are off, the ends of waits are not seen, and the pipes of recorded writers
 * may be freed.
 */
#include <linux/kernel.h>
#include <linux/kprobes.h>

#include "core/worker.h"
#include "probes/kprobes_switch.h"

static bool touched;
static bool fired;

/**
 * ps_kprobes_switch_reset() - forget earlier writes to the switch
 *
 * Context: any; no probe is in place.
 */
void ps_kprobes_switch_reset(void)
{
	touched = false;
}

/**
 * ps_kprobes_switch_touch() - note a write to the switch, and wake the worker
 *
 * Context: any but NMI.
 */
void ps_kprobes_switch_touch(void)
{
	WRITE_ONCE(touched, true);
	ps_worker_wake();
}

/**
 * ps_kprobes_switch_was_touched() - has the switch been written to?
 *
 * Context: any.
 * Return: true if so since ps_kprobes_switch_reset(), whatever was written.
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
 * ps_kprobes_switch_is_on() - do probes fire?
 *
 * Places a probe and executes it. Probes at function entries that use ftrace do
 * not fire while kernel.ftrace_enabled is 0.
 *
 * Context: may sleep; one caller at a time.
 * Return: true if the probe fired.
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
