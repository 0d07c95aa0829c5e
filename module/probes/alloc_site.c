// SPDX-License-Identifier: GPL-2.0-only
/*
 * On success alloc_pipe_info() ends with
 *
 *	call __mutex_init		(or one of its other names)
 *	ldr  REGISTER, [sp, OFFSET]	(possibly, on arm64)
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

static unsigned long pass_restores(unsigned long at)
{
	const struct ps_isa *isa = ps_isa_native;

	while (isa->decode_restore && isa->decode_restore((const u8 *)at))
		at += isa->alignment;
	return at;
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
	*site = pass_restores(*site + ps_isa_native->call_size);
	if (!ps_isa_native->decode_result((const u8 *)*site, &number))
		return -EOPNOTSUPP;
	offset = ps_register_offset(number);
	if (offset < 0)
		return offset;
	pipe_offset = offset;
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
	static const char *const refusals[] = { "free_uid", NULL };
	unsigned long made, refused[MAX_REFUSED];
	struct ps_symbol symbol;
	int i, nr, err;

	err = ps_symbol_find(function->names, &symbol);
	if (err)
		return err;
	err = find_made(&symbol, &made);
	if (err)
		return err;
	nr = ps_symbol_calls_to(&symbol, refusals, refused, MAX_REFUSED);
	if (nr < 0)
		return nr;

	ps_group_init(group);
	for (i = 0; i < nr; i++)
		ps_group_add(group, ps_symbol_setup(&symbol, refused[i]) ?:
				    refused[i], on_refused);
	ps_group_add(group, made, on_made);
	return ps_group_place(group);
}
