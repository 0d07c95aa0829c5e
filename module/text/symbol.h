/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_SYMBOL_H
#define _PIPESCOPE_SYMBOL_H

#include <linux/types.h>

/**
 * struct ps_symbol - a kernel function
 * @name: its name
 * @address: its address
 * @size: size of its text in bytes
 */
struct ps_symbol {
	const char *name;
	unsigned long address;
	unsigned long size;
};

int ps_symbol_find(const char *const *names, struct ps_symbol *symbol);
int ps_symbol_calls(const struct ps_symbol *symbol, unsigned long target,
		    unsigned long *sites, unsigned int max);
int ps_symbol_calls_to(const struct ps_symbol *symbol, const char *const *names,
		       unsigned long *sites, unsigned int max);
int ps_symbol_call(const struct ps_symbol *symbol, unsigned long target,
		   unsigned long *site);
int ps_symbol_argument(const struct ps_symbol *symbol, unsigned long call);
unsigned long ps_symbol_sleep(const struct ps_symbol *symbol,
			      unsigned long call);
int ps_symbol_returns(const struct ps_symbol *symbol, unsigned long *sites,
		      unsigned int max);
int ps_symbol_spill(const struct ps_symbol *symbol, unsigned long call);
unsigned long ps_symbol_setup(const struct ps_symbol *symbol,
			      unsigned long call);
unsigned long ps_symbol_after_next(const struct ps_symbol *symbol,
				   unsigned long call);
bool ps_symbol_is_breakpoint(const void *address);

#endif
