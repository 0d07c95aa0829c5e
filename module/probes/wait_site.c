// SPDX-License-Identifier: GPL-2.0-only
/*
 * A function that waits for room calls wait_event_interruptible(), which
 * contains:
 *
 *	call prepare_to_wait_event	<- call: about to queue itself
 *	test the return value		<- result: queued, or a signal ends it
 *	...
 *	set up the arguments		<- end: there is room, or no reader
 *	call finish_wait		<- else here
 *	call mutex_lock
 *	...				<- else here
 *
 * On arm64 the result is tested, if the condition does not hold, directly before
 * the task sleeps:
 *
 *	cbnz x0, ...			<- result, instead
 *	bl   schedule
 *
 * That is one hit for each sleep, while the first two are passed once more after
 * it, and an instruction that the kernel simulates. Others take an exception
 * more.
 *
 * None of this runs if the function need not wait, so writers that do not block
 * pay nothing for these probes.
 *
 * The kernel can optimize the probe on the result into a jump, and one that is
 * not on a call and has room for a jump. Everything else is a breakpoint, which
 * on real hardware takes a thousand cycles and more. So the end is where the
 * arguments of finish_wait() are set up, if that takes 5 bytes at least; else
 * the pipe's mutex is taken before the wait counts as ended; and only if
 * neither is possible it is on the call. The probe on the first call is left
 * out if a place is known that still holds the wait queue head after the call.
 */
#include <linux/kernel.h>
#include <linux/ptrace.h>
#include <linux/wait.h>

#include "probes/functions.h"
#include "probes/handlers.h"
#include "probes/wait_site.h"
#include "text/callsite.h"
#include "text/symbol.h"

static struct ps_wait_site *site_of(struct kprobe *probe, unsigned int nr)
{
	return container_of(probe, struct ps_wait_site, group.probes[nr]);
}

/* In the order of placing: an end without a start is harmless. */
enum {
	END,
	RESULT,
	CALL,
};

static int on_wait_call(struct kprobe *probe, struct pt_regs *regs)
{
	ps_handle_wait_begin(ps_argument(regs, 0),
			     site_of(probe, CALL)->operation);
	return 0;
}

static bool knows_head(const struct ps_wait_site *site)
{
	return site->head_offset >= 0 || site->head_slot >= 0;
}

static struct wait_queue_head *head_of(const struct ps_wait_site *site,
				       struct pt_regs *regs)
{
	if (site->head_offset >= 0)
		return (void *)regs_get_register(regs, site->head_offset);
	return *(void **)(kernel_stack_pointer(regs) + site->head_slot);
}

static int on_wait_result(struct kprobe *probe, struct pt_regs *regs)
{
	const struct ps_wait_site *site = site_of(probe, RESULT);

	if (regs_return_value(regs))
		ps_handle_wait_interrupted();
	else if (knows_head(site))
		ps_handle_wait_begin(head_of(site, regs), site->operation);
	return 0;
}

static int on_wait_end(struct kprobe *probe, struct pt_regs *regs)
{
	ps_handle_wait_end();
	return 0;
}

static int find_end(const struct ps_symbol *symbol, unsigned long *end)
{
	unsigned long call;
	int err;

	err = ps_symbol_call(symbol, (unsigned long)finish_wait, &call);
	if (err)
		return err;
	*end = ps_symbol_setup(symbol, call) ?:
	       ps_symbol_after_next(symbol, call) ?: call;
	return 0;
}

static int find_sites(struct ps_wait_site *site,
		      const struct ps_function *function, unsigned long *call,
		      unsigned long *result, unsigned long *end)
{
	struct ps_symbol symbol;
	int err;

	err = ps_symbol_find(function->names, &symbol);
	if (err)
		return err;
	err = ps_symbol_call(&symbol, (unsigned long)prepare_to_wait_event,
			     call);
	if (err)
		return err;
	site->head_offset = ps_symbol_argument(&symbol, *call);
	site->head_slot = ps_symbol_spill(&symbol, *call);
	*result = ps_symbol_sleep(&symbol, *call) ?:
		  *call + ps_isa_native->call_size;
	return find_end(&symbol, end);
}

/**
 * ps_wait_site_place() - place the probes of a function that waits for room
 * @group: the group of a &struct ps_wait_site
 * @function: describes the function
 *
 * Context: may sleep.
 * Return: 0, or a negative error with no probe in place.
 */
int ps_wait_site_place(struct ps_group *group,
		       const struct ps_function *function)
{
	struct ps_wait_site *site;
	unsigned long call, result, end;
	int err;

	site = container_of(group, struct ps_wait_site, group);
	err = find_sites(site, function, &call, &result, &end);
	if (err)
		return err;
	ps_group_init(group);
	ps_group_add(group, end, on_wait_end);
	ps_group_add(group, result, on_wait_result);
	if (!knows_head(site))
		ps_group_add(group, call, on_wait_call);
	return ps_group_place(group);
}
