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

static int on_begin(struct kprobe *probe, struct pt_regs *regs)
{
	const struct ps_wait_site *site =
		container_of(probe, struct ps_wait_site, probes[PS_WAIT_BEGIN]);

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

static int find_call(const struct ps_symbol *function, void *target,
		     unsigned long *site)
{
	if (!ps_isa_native)
		return -EOPNOTSUPP;
	return ps_callsite_find(ps_isa_native, (void *)function->address,
				function->size, function->address,
				(unsigned long)target, site);
}

static void set(struct kprobe *probe, unsigned long address,
		kprobe_pre_handler_t handler)
{
	*probe = (struct kprobe) {
		.addr = (kprobe_opcode_t *)address,
		.pre_handler = handler,
	};
}

static int find_sites(struct ps_wait_site *site)
{
	struct ps_symbol function;
	unsigned long begin, end;
	int err;

	err = ps_symbol_find(site->names, &function);
	if (err)
		return err;
	err = find_call(&function, prepare_to_wait_event, &begin);
	if (err)
		return err;
	err = find_call(&function, finish_wait, &end);
	if (err)
		return err;
	set(&site->probes[PS_WAIT_BEGIN], begin, on_begin);
	set(&site->probes[PS_WAIT_RESULT], begin + ps_isa_native->call_size,
	    on_result);
	set(&site->probes[PS_WAIT_END], end, on_end);
	return 0;
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
	struct kprobe *probes[PS_WAIT_PROBES];
	int i, err;

	err = find_sites(site);
	if (err)
		return err;
	for (i = 0; i < PS_WAIT_PROBES; i++)
		probes[i] = &site->probes[i];
	err = register_kprobes(probes, PS_WAIT_PROBES);
	site->placed = !err;
	return err;
}

/**
 * ps_wait_site_remove() - remove them, if they are in place
 * @site: the site
 *
 * Context: may sleep. Returns when no handler runs any more.
 */
void ps_wait_site_remove(struct ps_wait_site *site)
{
	struct kprobe *probes[PS_WAIT_PROBES];
	int i;

	if (!site->placed)
		return;
	/* The begin first, so that no wait begins whose end is not seen. */
	for (i = 0; i < PS_WAIT_PROBES; i++)
		probes[i] = &site->probes[PS_WAIT_PROBES - 1 - i];
	unregister_kprobes(probes, PS_WAIT_PROBES);
	site->placed = false;
}

/**
 * ps_wait_site_missed() - hits that the kernel could not deliver
 * @site: the site
 *
 * Context: any.
 * Return: their number since it was placed.
 */
u64 ps_wait_site_missed(const struct ps_wait_site *site)
{
	u64 missed = 0;
	int i;

	for (i = 0; site->placed && i < PS_WAIT_PROBES; i++)
		missed += site->probes[i].nmissed;
	return missed;
}
