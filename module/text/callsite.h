/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _PIPESCOPE_CALLSITE_H
#define _PIPESCOPE_CALLSITE_H

#include <linux/types.h>

/**
 * struct ps_isa - how an architecture encodes instructions
 * @alignment: alignment of instructions, in bytes
 * @call_size: size of a direct call, in bytes
 * @landing_pad: size in bytes of the instruction that may precede a function's
 *	body, which some direct calls skip
 * @breakpoint: what the kernel replaces an instruction with, of @alignment bytes
 * @decode: is there a direct call at @insn, which runs at @pc? Stores its
 *	target
 * @decode_result: does the instruction at @insn only copy a register to the one
 *	for return values? Stores the register's encoded number. NULL where
 *	@decode_return is there
 * @decode_argument: does the instruction that ends at @insn only copy a
 *	callee-saved register to the one for the first argument? Stores the
 *	register's encoded number; returns the instruction's size in bytes, or
 *	0. NULL where not implemented
 * @decode_spill: does the instruction that ends at @insn only store the register
 *	for the first argument in the stack? Stores the place's offset from the
 *	stack pointer in bytes; returns the instruction's size in bytes, or 0.
 *	NULL where not implemented
 * @decode_setup: does the instruction at @insn only copy a register, clear one
 *	or compute an address in the stack, as for an argument? Returns its size
 *	in bytes, or 0. NULL where a probe on it has no advantage
 * @goes_on_at: the offset of the instruction after that at @insn, at offset @at,
 *	if it only jumps, else @at. NULL where @decode_setup is
 * @jumps_to: may there be a jump to @target at @insn, which runs at @pc?
 * @decode_return: does the instruction at @insn return? This and what follows
 *	is NULL where instructions have no common size
 * @jumps_out: does the instruction at @insn, at offset @pc of a function of
 *	@size bytes, jump out of it, or may it?
 * @decode_jump: is there a jump at @insn, which runs at @pc? Stores its target
 * @decode_unless_result: does the instruction at @insn only jump, and only if
 *	the register for return values is not 0?
 * @may_change: may the instruction at @insn, other than a call, change a
 *	register?
 */
struct ps_isa {
	unsigned int alignment;
	unsigned int call_size;
	unsigned int landing_pad;
	u8 breakpoint[4];
	bool (*decode)(const u8 *insn, unsigned long pc, unsigned long *target);
	bool (*decode_result)(const u8 *insn, unsigned int *reg);
	unsigned int (*decode_argument)(const u8 *insn, unsigned int *reg);
	unsigned int (*decode_spill)(const u8 *insn, unsigned int *slot);
	unsigned int (*decode_setup)(const u8 *insn);
	size_t (*goes_on_at)(const u8 *insn, size_t at);
	bool (*jumps_to)(const u8 *insn, unsigned long pc,
			 unsigned long target);
	bool (*decode_return)(const u8 *insn);
	bool (*jumps_out)(const u8 *insn, unsigned long pc, size_t size);
	bool (*decode_jump)(const u8 *insn, unsigned long pc,
			    unsigned long *target);
	bool (*decode_unless_result)(const u8 *insn);
	bool (*may_change)(const u8 *insn, unsigned int reg);
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
unsigned int ps_callsite_returns(const struct ps_isa *isa, const void *text,
				 size_t size, unsigned long *offsets,
				 unsigned int max);
size_t ps_callsite_sleep(const struct ps_isa *isa, const void *text,
			 size_t size, size_t call, size_t sleep,
			 unsigned int reg);
unsigned int ps_callsite_spill(const struct ps_isa *isa, const void *text,
			       size_t size, size_t call, unsigned int *slot);
size_t ps_callsite_setup(const struct ps_isa *isa, const void *text,
			 size_t size, size_t call);
size_t ps_callsite_after_next(const struct ps_isa *isa, const void *text,
			      size_t size, size_t call);

#endif
