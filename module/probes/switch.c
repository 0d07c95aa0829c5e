// SPDX-License-Identifier: GPL-2.0-only
/*
 * The switch of all kprobes, /sys/kernel/debug/kprobes/enabled. Who turns it off
 * makes us deaf to ends, so that what is known is not safe to look at.
 */
#include <linux/kernel.h>
#include <linux/kprobes.h>

#include "switch.h"
#include "worker.h"

static bool touched;
static bool heard;

/**
 * ps_switch_init() - begin with nobody having touched it
 *
 * Context: any; no probe is in place.
 */
void ps_switch_init(void)
{
	touched = false;
}

/**
 * ps_switch_touch() - somebody has touched it; wakes the worker
 *
 * Context: any but NMI.
 */
void ps_switch_touch(void)
{
	WRITE_ONCE(touched, true);
	ps_worker_wake();
}

/**
 * ps_switch_touched() - has anybody touched it?
 *
 * Context: any.
 * Return: true if so since ps_switch_init().
 */
bool ps_switch_touched(void)
{
	return READ_ONCE(touched);
}

static int hear(struct kprobe *probe, struct pt_regs *regs)
{
	WRITE_ONCE(heard, true);
	return 0;
}

static noinline void be_heard(void)
{
	/* Else the compiler would call nothing. */
	barrier();
}

/**
 * ps_switch_is_on() - is a probe hit that is placed now?
 *
 * Where entry probes are made by ftrace, not while kernel.ftrace_enabled is 0.
 *
 * Context: may sleep; one caller at a time.
 * Return: true if it is.
 */
bool ps_switch_is_on(void)
{
	struct kprobe probe = {
		.addr = (kprobe_opcode_t *)be_heard,
		.pre_handler = hear,
	};

	WRITE_ONCE(heard, false);
	if (register_kprobe(&probe))
		return false;
	be_heard();
	unregister_kprobe(&probe);
	return READ_ONCE(heard);
}
