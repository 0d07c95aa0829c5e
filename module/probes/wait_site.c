// SPDX-License-Identifier: GPL-2.0-only
/*
 * A function that waits for room does, in wait_event_interruptible():
 *
 *	call prepare_to_wait_event	<- begin: about to sleep, or woken up
 *	test the return value		<- result: not 0, a signal ends it
 *	...
 *	call finish_wait		<- end: there is room, or no reader
 *
 * and nothing of it when it need not wait, so that probes there cost a writer
 * that does not block nothing.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/wait.h>

#include "callsite.h"
#include "handlers.h"
#include "symbol.h"
#include "wait_site.h"

/* In the order of placing: an end without its begin does no harm. */
enum {
	END,
	RESULT,
	BEGIN,
};

static int on_begin(struct kprobe *probe, struct pt_regs *regs)
{
	const struct ps_wait_site *site =
		container_of(probe, struct ps_wait_site, group.probes[BEGIN]);

	ps_handle_wait_begin(regs, site->operation);
	return 0;
}

static int on_result(struct kprobe *probe, struct pt_regs *regs)
{
	ps_handle_wait_result(regs);
	return 0;
}

static int on_end(struct kprobe *probe, struct pt_regs *regs)
{
	ps_handle_wait_end(regs);
	return 0;
}

static const kprobe_pre_handler_t handlers[] = {
	[END] = on_end,
	[RESULT] = on_result,
	[BEGIN] = on_begin,
};

static int find_sites(const struct ps_wait_site *site, unsigned long *sites)
{
	struct ps_symbol function;
	int err;

	err = ps_symbol_find(site->names, &function);
	if (err)
		return err;
	err = ps_symbol_call(&function, (unsigned long)prepare_to_wait_event,
			     &sites[BEGIN]);
	if (err)
		return err;
	sites[RESULT] = sites[BEGIN] + ps_isa_native->call_size;
	return ps_symbol_call(&function, (unsigned long)finish_wait,
			      &sites[END]);
}

/**
 * ps_wait_site_place() - place the three probes
 * @site: the site
 *
 * Context: may sleep.
 * Return: 0, or a negative error and none is in place.
 */
int ps_wait_site_place(struct ps_wait_site *site)
{
	unsigned long sites[ARRAY_SIZE(handlers)];
	int i, err;

	err = find_sites(site, sites);
	if (err)
		return err;
	ps_group_init(&site->group);
	for (i = 0; i < ARRAY_SIZE(handlers); i++)
		ps_group_add(&site->group, sites[i], handlers[i]);
	return ps_group_place(&site->group);
}
