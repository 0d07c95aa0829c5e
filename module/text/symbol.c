// SPDX-License-Identifier: GPL-2.0-only
#include <linux/errno.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/sched.h>
#include <linux/string.h>

#include "text/callsite.h"
#include "text/registers.h"
#include "text/symbol.h"

/* Parses what sprint_symbol() prints: "name+0xOFFSET/0xSIZE". */
static int measure_symbol(unsigned long address, struct ps_symbol *symbol)
{
	char text[KSYM_SYMBOL_LEN], *plus;
	unsigned long offset;

	sprint_symbol(text, address);
	plus = strchr(text, '+');
	if (!plus || sscanf(plus, "+%lx/%lx", &offset, &symbol->size) != 2)
		return -ENOENT;
	symbol->address = address - offset;
	return 0;
}

/* Registers the probe disabled, to see whether it can be placed, and where. */
static int try_probe(struct kprobe *probe)
{
	int err;

	probe->flags = KPROBE_FLAG_DISABLED;
	err = register_kprobe(probe);
	if (!err)
		unregister_kprobe(probe);
	return err;
}

static int find_symbol(const char *name, struct ps_symbol *symbol)
{
	struct kprobe probe = { .symbol_name = name };
	int err;

	err = try_probe(&probe);
	if (err)
		return err;
	symbol->name = name;
	return measure_symbol((unsigned long)probe.addr, symbol);
}

/**
 * ps_symbol_find() - find a function by its names in different kernels
 * @names: its names, newest kernels first, then NULL
 * @symbol: receives the first that exists and can be probed
 *
 * kallsyms_lookup_name() is not exported. register_kprobe() looks up the name,
 * and sprint_symbol() reports the function's size.
 *
 * Context: may sleep.
 * Return: 0, or the error of the last attempt, such as -ENOENT.
 */
int ps_symbol_find(const char *const *names, struct ps_symbol *symbol)
{
	int err = -ENOENT;

	for (; *names; names++) {
		err = find_symbol(*names, symbol);
		if (!err)
			break;
	}
	return err;
}

/**
 * ps_symbol_calls() - find the direct calls from one function to another
 * @symbol: the calling function
 * @target: the address of the called function
 * @sites: receives the addresses of the calls
 * @max: size of @sites
 *
 * Context: any.
 * Return: the number of calls, -ENOENT if there is none, -E2BIG if there are
 * more than @max, or -EOPNOTSUPP if the architecture's calls cannot be decoded.
 */
int ps_symbol_calls(const struct ps_symbol *symbol, unsigned long target,
		    unsigned long *sites, unsigned int max)
{
	unsigned int nr;

	if (!ps_isa_native)
		return -EOPNOTSUPP;
	nr = ps_callsite_find(ps_isa_native, (void *)symbol->address,
			      symbol->size, symbol->address, target, sites,
			      max);
	if (!nr)
		return -ENOENT;
	return nr > max ? -E2BIG : nr;
}

/**
 * ps_symbol_calls_to() - find the direct calls from a function to a named one
 * @symbol: the calling function
 * @names: the called function's names in different kernels, then NULL; the
 *	first one that is called counts
 * @sites: receives the addresses of the calls
 * @max: size of @sites
 *
 * Context: may sleep.
 * Return: the number of calls, or the error of the last attempt, as for
 * ps_symbol_calls().
 */
int ps_symbol_calls_to(const struct ps_symbol *symbol, const char *const *names,
		       unsigned long *sites, unsigned int max)
{
	struct ps_symbol target;
	int nr = -ENOENT;

	for (; *names && nr < 0; names++)
		nr = find_symbol(*names, &target) ?:
		     ps_symbol_calls(symbol, target.address, sites, max);
	return nr;
}

/**
 * ps_symbol_call() - find the only direct call from one function to another
 * @symbol: the calling function
 * @target: the address of the called function
 * @site: receives the address of the call
 *
 * Context: any.
 * Return: 0, or an error of ps_symbol_calls(); -E2BIG if there are several
 * calls.
 */
int ps_symbol_call(const struct ps_symbol *symbol, unsigned long target,
		   unsigned long *site)
{
	int nr = ps_symbol_calls(symbol, target, site, 1);

	return min(nr, 0);
}

/**
 * ps_symbol_argument() - find a call's first argument after the call returns
 * @symbol: the calling function
 * @call: the address of the call
 *
 * Context: may sleep.
 * Return: the offset in struct pt_regs of a register that still holds the
 * argument, or -ENOENT if none is known.
 */
int ps_symbol_argument(const struct ps_symbol *symbol, unsigned long call)
{
	struct kprobe probe = { };
	unsigned int length, number;

	length = ps_callsite_argument(ps_isa_native, (void *)symbol->address,
				      symbol->size, call - symbol->address,
				      &number);
	if (!length)
		return -ENOENT;
	/* register_kprobe() checks that an instruction begins there. */
	probe.addr = (kprobe_opcode_t *)(call - length);
	if (try_probe(&probe))
		return -ENOENT;
	return ps_register_offset(number);
}

/**
 * ps_symbol_sleep() - find where a function decides to sleep
 * @symbol: the function
 * @call: the address of the call that begins the loop in which it sleeps
 *
 * Context: any.
 * Return: the address of an instruction that is executed with the result of
 * @call, and leads to a call of schedule() if that is 0, with the register of
 * ps_symbol_argument() still unchanged; or 0 if no such place is known.
 */
unsigned long ps_symbol_sleep(const struct ps_symbol *symbol,
			      unsigned long call)
{
	const void *text = (void *)symbol->address;
	unsigned long sleep;
	unsigned int reg;
	size_t at;

	call -= symbol->address;
	if (ps_symbol_call(symbol, (unsigned long)schedule, &sleep) ||
	    !ps_callsite_argument(ps_isa_native, text, symbol->size, call,
				  &reg))
		return 0;
	at = ps_callsite_sleep(ps_isa_native, text, symbol->size, call,
			       sleep - symbol->address, reg);
	return at ? symbol->address + at : 0;
}

/**
 * ps_symbol_returns() - find the places where a function returns
 * @symbol: the function
 * @sites: receives the addresses of its return instructions
 * @max: size of @sites
 *
 * Context: any.
 * Return: their number, or -EOPNOTSUPP if not all are known.
 */
int ps_symbol_returns(const struct ps_symbol *symbol, unsigned long *sites,
		      unsigned int max)
{
	unsigned int i, nr = 0;

	if (ps_isa_native)
		nr = ps_callsite_returns(ps_isa_native, (void *)symbol->address,
					 symbol->size, sites, max);
	if (!nr || nr > max)
		return -EOPNOTSUPP;
	for (i = 0; i < nr; i++)
		sites[i] += symbol->address;
	return nr;
}

/**
 * ps_symbol_spill() - find a call's first argument on the stack
 * @symbol: the calling function
 * @call: the address of the call
 *
 * Context: may sleep.
 * Return: the offset in bytes from the stack pointer of a place that still
 * holds the argument after the call returns, or -ENOENT if none is known.
 */
int ps_symbol_spill(const struct ps_symbol *symbol, unsigned long call)
{
	struct kprobe probe = { };
	unsigned int length, slot;

	length = ps_callsite_spill(ps_isa_native, (void *)symbol->address,
				   symbol->size, call - symbol->address, &slot);
	if (!length)
		return -ENOENT;
	probe.addr = (kprobe_opcode_t *)(call - length);
	return try_probe(&probe) ? -ENOENT : slot;
}

/*
 * Can the kernel replace the instruction there with a jump to the handler? Also
 * true if another probe is there already.
 */
static bool may_become_jump(unsigned long address)
{
	struct kprobe probe = {
		.addr = (kprobe_opcode_t *)address,
		.flags = KPROBE_FLAG_DISABLED,
	};
	bool prepared;

	if (register_kprobe(&probe))
		return false;
	/* The kernel has prepared the jump in a second probe, and linked both. */
	prepared = !list_empty(&probe.list);
	unregister_kprobe(&probe);
	return prepared;
}

/* The address of the place at offset @at, if there is one and it is a jump. */
static unsigned long jump_at(const struct ps_symbol *symbol, size_t at)
{
	unsigned long address = symbol->address + at;

	return at && may_become_jump(address) ? address : 0;
}

/**
 * ps_symbol_setup() - find a place before a call where a probe is a jump
 * @symbol: the calling function
 * @call: the address of the call
 *
 * A probe on a call is always a breakpoint. On the instructions before it that
 * set up its arguments it may be better.
 *
 * Context: may sleep.
 * Return: the address of an instruction that is executed directly before each
 * call, and whose probe the kernel can turn into a jump, or 0.
 */
unsigned long ps_symbol_setup(const struct ps_symbol *symbol,
			      unsigned long call)
{
	return jump_at(symbol,
		       ps_callsite_setup(ps_isa_native, (void *)symbol->address,
					 symbol->size,
					 call - symbol->address));
}

/**
 * ps_symbol_after_next() - find a place behind a call where a probe is a jump
 * @symbol: the calling function
 * @call: the address of the call
 *
 * Context: may sleep.
 * Return: the address of an instruction that is always executed after @call and
 * the call after it, and perhaps without them after a wait that was none; the
 * kernel can turn a probe there into a jump. Or 0.
 */
unsigned long ps_symbol_after_next(const struct ps_symbol *symbol,
				   unsigned long call)
{
	return jump_at(symbol,
		       ps_callsite_after_next(ps_isa_native,
					      (void *)symbol->address,
					      symbol->size,
					      call - symbol->address));
}

/**
 * ps_symbol_is_breakpoint() - is there a breakpoint?
 * @address: where a probe is in place
 *
 * Context: any; a snapshot. The kernel turns breakpoints into jumps, and back,
 * some time after probes are placed and removed.
 * Return: true if the instruction there is a breakpoint now.
 */
bool ps_symbol_is_breakpoint(const void *address)
{
	return address && ps_isa_native &&
	       !memcmp(address, ps_isa_native->breakpoint,
		       ps_isa_native->alignment);
}
