// SPDX-License-Identifier: GPL-2.0-only
/*
 * On x86-64, alloc_pipe_info() ends on success with
 *
 *	call __mutex_init		(or one of its other names)
 *	mov  REGISTER, %rax		<- made: the pipe, about to be returned
 *
 * and on failure it executes
 *
 *	set up the argument		<- refused
 *	call free_uid			<- or here
 *
 * The kernel can optimize the probe on the mov into a jump, which takes a
 * quarter of the instructions of a return probe. It can optimize the one on the
 * setting up, too, if that takes 5 bytes at least; on the call it cannot.
 *
 * On arm64 every probe is a breakpoint. The kernel simulates a return after it,
 * while for a move it takes a second exception. So the probes are on the return
 * instructions, where the result says which of the two it was.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/ptrace.h>

#include "probes/alloc_site.h"
#include "probes/functions.h"
#include "probes/group.h"
#include "probes/handlers.h"
#include "text/callsite.h"
#include "text/registers.h"
#include "text/symbol.h"

#define MAX_REFUSED (PS_GROUP_MAX - 1)

static unsigned int pipe_offset;	/* of its register in pt_regs */

static int on_made(struct kprobe *probe, struct pt_regs *regs)
{
	struct pipe_inode_info *pipe =
		(void *)regs_get_register(regs, pipe_offset);

	/* The path of a failed allocation may end here too. */
	if (pipe)
		ps_handle_pipe_made(pipe);
	return 0;
}

static int on_refused(struct kprobe *probe, struct pt_regs *regs)
{
	ps_handle_pipe_refused();
	return 0;
}

static int on_return(struct kprobe *probe, struct pt_regs *regs)
{
	return ps_handle_alloc_return(NULL, regs);
}

static int find_made(const struct ps_symbol *function, unsigned long *site)
{
	static const char *const names[] = {
		"__mutex_init", "mutex_init_generic", "mutex_init_lockdep",
		"__mutex_rt_init", "mutex_rt_init_generic",
		"mutex_rt_init_lockdep", NULL
	};
	unsigned int number;
	int nr, offset;

	nr = ps_symbol_calls_to(function, names, site, 1);
	if (nr < 0)
		return nr;
	*site += ps_isa_native->call_size;
	if (!ps_isa_native->decode_result ||
	    !ps_isa_native->decode_result((const u8 *)*site, &number))
		return -EOPNOTSUPP;
	offset = ps_register_offset(number);
	if (offset < 0)
		return offset;
	pipe_offset = offset;
	return 0;
}

static int add_returns(struct ps_group *group, const struct ps_symbol *function)
{
	unsigned long returns[PS_GROUP_MAX];
	int i, nr;

	nr = ps_symbol_returns(function, returns, PS_GROUP_MAX);
	for (i = 0; i < nr; i++)
		ps_group_add(group, returns[i], on_return);
	return min(nr, 0);
}

static int add_ways_out(struct ps_group *group,
			const struct ps_symbol *function)
{
	static const char *const refusals[] = { "free_uid", NULL };
	unsigned long made, refused[MAX_REFUSED];
	int i, nr, err;

	err = find_made(function, &made);
	if (err)
		return err;
	nr = ps_symbol_calls_to(function, refusals, refused, MAX_REFUSED);
	if (nr < 0)
		return nr;
	for (i = 0; i < nr; i++)
		ps_group_add(group, ps_symbol_setup(function, refused[i]) ?:
				    refused[i], on_refused);
	ps_group_add(group, made, on_made);
	return 0;
}

/**
 * ps_alloc_site_place() - place the probes in alloc_pipe_info()
 * @group: the group to place them in
 * @function: describes alloc_pipe_info()
 *
 * Context: may sleep.
 * Return: 0; or a negative error, with no probe in place, if this kernel's
 * alloc_pipe_info() does not look as expected.
 */
int ps_alloc_site_place(struct ps_group *group,
			const struct ps_function *function)
{
	struct ps_symbol symbol;
	int err;

	err = ps_symbol_find(function->names, &symbol);
	if (err)
		return err;
	ps_group_init(group);
	err = add_returns(group, &symbol);
	if (err)
		err = add_ways_out(group, &symbol);
	return err ?: ps_group_place(group);
}
