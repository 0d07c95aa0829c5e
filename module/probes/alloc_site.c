// SPDX-License-Identifier: GPL-2.0-only
/*
 * When alloc_pipe_info() has made a pipe, the last thing it does is
 *
 *	call __mutex_init		(by whatever name)
 *	ldr  REGISTER, [sp, OFFSET]	(perhaps, on arm64)
 *	mov  REGISTER, %rax		<- made: the pipe, about to be returned
 *
 * and when it has not,
 *
 *	call free_uid			<- refused
 *
 * The kernel can make a jump of a probe on the former instruction, which takes
 * a quarter of the instructions of a return probe.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/ptrace.h>

#include "alloc_site.h"
#include "callsite.h"
#include "handlers.h"
#include "registers.h"
#include "symbol.h"

#define MAX_REFUSED (PS_GROUP_MAX - 1)

struct ps_group ps_alloc_site;
static unsigned int pipe_offset;	/* of the register, in struct pt_regs */

static int on_made(struct kprobe *probe, struct pt_regs *regs)
{
	struct pipe_inode_info *pipe =
		(void *)regs_get_register(regs, pipe_offset);

	/* Compilers let the other path end here, too. */
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
 * ps_alloc_site_place() - place the probes
 *
 * Context: may sleep.
 * Return: 0, or a negative error, in a kernel whose alloc_pipe_info() looks
 * otherwise too, and none is in place.
 */
int ps_alloc_site_place(void)
{
	static const char *const names[] = { "alloc_pipe_info", NULL };
	static const char *const refusals[] = { "free_uid", NULL };
	unsigned long made, refused[MAX_REFUSED];
	struct ps_symbol function;
	int i, nr, err;

	err = ps_symbol_find(names, &function);
	if (err)
		return err;
	err = find_made(&function, &made);
	if (err)
		return err;
	nr = ps_symbol_calls_to(&function, refusals, refused, MAX_REFUSED);
	if (nr < 0)
		return nr;

	ps_group_init(&ps_alloc_site);
	for (i = 0; i < nr; i++)
		ps_group_add(&ps_alloc_site, refused[i], on_refused);
	ps_group_add(&ps_alloc_site, made, on_made);
	return ps_group_place(&ps_alloc_site);
}
