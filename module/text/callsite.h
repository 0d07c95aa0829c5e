/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_CALLSITE_H
#define _PIPESCOPE_CALLSITE_H

#include <linux/types.h>

/**
 * struct ps_isa - how an architecture encodes instructions
 * @alignment: of an instruction, in bytes
 * @call_size: of a direct call, in bytes
 * @landing_pad: size of what may precede a function's first real instruction
 *	and is passed over by some direct calls, in bytes
 * @decode: whether there is a direct call at @insn, which is at address @pc,
 *	and where it leads
 * @decode_restore: whether the instruction at @insn, of @alignment bytes, does
 *	nothing but load a register from the stack; NULL where compilers have
 *	no reason for one between a function's last call and its result
 * @decode_result: whether the instruction at @insn does nothing but copy a
 *	register to where a function returns its value, and the number by which
 *	the architecture encodes that register
 * @decode_argument: whether the instruction that ends where the one at @insn
 *	begins does nothing but copy a register that calls preserve to where a
 *	function finds its first argument, how long it is, and the register;
 *	NULL where that is not known
 * @jumps_to: whether there may be a jump at @insn, which is at address @pc, to
 *	@target; NULL where that is not known
 */
struct ps_isa {
	unsigned int alignment;
	unsigned int call_size;
	unsigned int landing_pad;
	bool (*decode)(const u8 *insn, unsigned long pc, unsigned long *target);
	bool (*decode_restore)(const u8 *insn);
	bool (*decode_result)(const u8 *insn, unsigned int *reg);
	unsigned int (*decode_argument)(const u8 *insn, unsigned int *reg);
	bool (*jumps_to)(const u8 *insn, unsigned long pc,
			 unsigned long target);
};

extern const struct ps_isa ps_isa_x86_64;
extern const struct ps_isa ps_isa_arm64;
extern const struct ps_isa *const ps_isa_native;

unsigned int ps_callsite_find(const struct ps_isa *isa, const void *text,
			      size_t size, unsigned long address,
			      unsigned long target, unsigned long *sites,
			      unsigned int max);
unsigned int ps_callsite_argument(const struct ps_isa *isa, const void *text,
				  size_t size, size_t call, unsigned int *reg);

#endif
