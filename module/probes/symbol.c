// SPDX-License-Identifier: GPL-2.0-only
#include <linux/errno.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/string.h>

#include "callsite.h"
#include "symbol.h"

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

static int find(const char *name, struct ps_symbol *symbol)
{
	/* Disabled: it only looks the name up, and changes no text. */
	struct kprobe probe = {
		.symbol_name = name,
		.flags = KPROBE_FLAG_DISABLED,
	};
	unsigned long address;
	int err;

	err = register_kprobe(&probe);
	if (err)
		return err;
	address = (unsigned long)probe.addr;
	unregister_kprobe(&probe);
	symbol->name = name;
	return measure(address, symbol);
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
