// SPDX-License-Identifier: GPL-2.0-only
#include <linux/errno.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/string.h>

#include "text/callsite.h"
#include "text/registers.h"
#include "text/symbol.h"

/* "name+0xOFFSET/0xSIZE" */
static int measure(unsigned long address, struct ps_symbol *symbol)
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

/* Disabled: it only finds out whether it could be placed, and where. */
static int try_probe(struct kprobe *probe)
{
	int err;

	probe->flags = KPROBE_FLAG_DISABLED;
	err = register_kprobe(probe);
	if (!err)
		unregister_kprobe(probe);
	return err;
}

static int find(const char *name, struct ps_symbol *symbol)
{
	struct kprobe probe = { .symbol_name = name };
	int err;

	err = try_probe(&probe);
	if (err)
		return err;
	symbol->name = name;
	return measure((unsigned long)probe.addr, symbol);
}

/**
 * ps_symbol_find() - find a function by the names it had in several kernels
 * @names: its names, best first, the last followed by NULL
 * @symbol: receives the first that exists and can be probed
 *
 * kallsyms_lookup_name() is not exported; register_kprobe() looks names up and
 * sprint_symbol() tells a function's size.
 *
 * Context: may sleep.
 * Return: 0, or the error of the last attempt, such as -ENOENT.
 */
int ps_symbol_find(const char *const *names, struct ps_symbol *symbol)
{
	int err = -ENOENT;

	for (; *names; names++) {
		err = find(*names, symbol);
		if (!err)
			break;
	}
	return err;
}

/**
 * ps_symbol_calls() - find the direct calls that a function makes to another
 * @symbol: the function
 * @target: the address of the other
 * @sites: receives the addresses of the calls
 * @max: how many there may be
 *
 * Context: any.
 * Return: how many there are, -ENOENT for none, -E2BIG for more than @max, or
 * -EOPNOTSUPP on an architecture whose calls are not known.
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
 * ps_symbol_calls_to() - find the direct calls that a function makes to another
 * @symbol: the function
 * @names: the names that the other had in several kernels, then NULL; of several
 *	that exist the first that is called is meant
 * @sites: receives the addresses of the calls
 * @max: how many there may be
 *
 * Context: may sleep.
 * Return: how many there are, or the error of the last attempt, as of
 * ps_symbol_calls().
 */
int ps_symbol_calls_to(const struct ps_symbol *symbol, const char *const *names,
		       unsigned long *sites, unsigned int max)
{
	struct ps_symbol target;
	int nr = -ENOENT;

	for (; *names && nr < 0; names++)
		nr = find(*names, &target) ?:
		     ps_symbol_calls(symbol, target.address, sites, max);
	return nr;
}

/**
 * ps_symbol_call() - find the only direct call that a function makes to another
 * @symbol: the function
 * @target: the address of the other
 * @site: receives the address of the call
 *
 * Context: any.
 * Return: 0, or the error of ps_symbol_calls(), -E2BIG for several.
 */
int ps_symbol_call(const struct ps_symbol *symbol, unsigned long target,
		   unsigned long *site)
{
	int nr = ps_symbol_calls(symbol, target, site, 1);

	return min(nr, 0);
}

/**
 * ps_symbol_argument() - find where the first argument is after a call
 * @symbol: the calling function
 * @call: the address of the call
 *
 * Context: may sleep.
 * Return: the offset in struct pt_regs of a register that has the argument when
 * the call has returned, or -ENOENT when none is known.
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
	/* The kernel knows where instructions begin. */
	probe.addr = (kprobe_opcode_t *)(call - length);
	if (try_probe(&probe))
		return -ENOENT;
	return ps_register_offset(number);
}
