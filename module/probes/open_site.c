// SPDX-License-Identifier: GPL-2.0-only
/*
 * An open(2) of a FIFO that has to wait for somebody who opens its other end
 * does, in fifo_open(), once for each direction:
 *
 *	call wait_for_partner		<- begin, in that function
 *	test the return value		<- end: 0, or a signal has come
 */
#include <linux/kernel.h>

#include "callsite.h"
#include "handlers.h"
#include "open_site.h"
#include "symbol.h"

#define MAX_ENDS (PS_GROUP_MAX - 1)

struct ps_group ps_open_site;

static int on_begin(struct kprobe *probe, struct pt_regs *regs)
{
	ps_handle_open_begin(regs);
	return 0;
}

static int on_end(struct kprobe *probe, struct pt_regs *regs)
{
	ps_handle_open_end(regs);
	return 0;
}

/**
 * ps_open_site_place() - place the probes
 *
 * Context: may sleep.
 * Return: 0, or a negative error and none is in place.
 */
int ps_open_site_place(void)
{
	static const char *const callers[] = { "fifo_open", NULL };
	static const char *const callees[] = { "wait_for_partner", NULL };
	struct ps_symbol caller, callee;
	unsigned long calls[MAX_ENDS];
	int i, nr, err;

	err = ps_symbol_find(callers, &caller) ?:
	      ps_symbol_find(callees, &callee);
	if (err)
		return err;
	nr = ps_symbol_calls(&caller, callee.address, calls, MAX_ENDS);
	if (nr < 0)
		return nr;

	ps_group_init(&ps_open_site);
	/* The ends first: one without its begin does no harm. */
	for (i = 0; i < nr; i++)
		ps_group_add(&ps_open_site,
			     calls[i] + ps_isa_native->call_size, on_end);
	ps_group_add(&ps_open_site, callee.address, on_begin);
	return ps_group_place(&ps_open_site);
}
