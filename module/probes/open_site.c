// SPDX-License-Identifier: GPL-2.0-only
/*
 * fifo_open() waits for the other end of a FIFO to be opened. It contains, once
 * for each direction:
 *
 *	call wait_for_partner		<- begin: on entry to that function
 *	test the return value		<- end: 0, or a signal ended the wait
 */
#include <linux/kernel.h>

#include "probes/functions.h"
#include "probes/group.h"
#include "probes/handlers.h"
#include "probes/open_site.h"
#include "text/callsite.h"
#include "text/symbol.h"

#define MAX_ENDS (PS_GROUP_MAX - 1)

static int on_open_begin(struct kprobe *probe, struct pt_regs *regs)
{
	ps_handle_open_begin(regs);
	return 0;
}

static int on_open_end(struct kprobe *probe, struct pt_regs *regs)
{
	ps_handle_open_end(regs);
	return 0;
}

/**
 * ps_open_site_place() - place the probes of wait_for_partner()
 * @group: the group to place them in
 * @function: describes wait_for_partner() and its caller
 *
 * Context: may sleep.
 * Return: 0, or a negative error with no probe in place.
 */
int ps_open_site_place(struct ps_group *group,
		       const struct ps_function *function)
{
	const char *const callers[] = { function->caller, NULL };
	struct ps_symbol caller, callee;
	unsigned long calls[MAX_ENDS];
	int i, nr, err;

	err = ps_symbol_find(callers, &caller) ?:
	      ps_symbol_find(function->names, &callee);
	if (err)
		return err;
	nr = ps_symbol_calls(&caller, callee.address, calls, MAX_ENDS);
	if (nr < 0)
		return nr;

	ps_group_init(group);
	/* Place the ends first: an end without a start is harmless. */
	for (i = 0; i < nr; i++)
		ps_group_add(group, calls[i] + ps_isa_native->call_size,
			     on_open_end);
	ps_group_add(group, callee.address, on_open_begin);
	return ps_group_place(group);
}
