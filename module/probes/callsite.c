// SPDX-License-Identifier: GPL-2.0-only
#include <linux/bitops.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "callsite.h"

#define X86_CALL_REL32 0xe8
#define X86_CALL_SIZE 5
#define X86_ENDBR_SIZE 4
#define X86_REX_W 0x48
#define X86_REX_R 0x04
#define X86_MOV_FROM_REG 0x89
/* ModRM: both operands are registers, the one written to is rax */
#define X86_MODRM_TO_AX_MASK 0xc7
#define X86_MODRM_TO_AX 0xc0

#define ARM64_INSN_SIZE 4
#define ARM64_BL_MASK 0xfc000000
#define ARM64_BL 0x94000000
#define ARM64_IMM26_SIGN 25
/* ldr xT, [sp, #...] */
#define ARM64_LOAD_FROM_STACK_MASK 0xffc003e0
#define ARM64_LOAD_FROM_STACK 0xf94003e0
/* orr x0, xzr, xM, which is what "mov x0, xM" is */
#define ARM64_MOV_TO_X0_MASK 0xffe0ffff
#define ARM64_MOV_TO_X0 0xaa0003e0

static u32 word_at(const u8 *insn)
{
	__le32 word;

	memcpy(&word, insn, sizeof(word));
	return le32_to_cpu(word);
}

static bool decode_x86_64(const u8 *insn, unsigned long pc,
			  unsigned long *target)
{
	s32 offset = word_at(insn + 1);

	if (insn[0] != X86_CALL_REL32)
		return false;
	*target = pc + X86_CALL_SIZE + offset;
	return true;
}

static bool decode_x86_64_result(const u8 *insn, unsigned int *reg)
{
	if ((insn[0] & ~X86_REX_R) != X86_REX_W ||
	    insn[1] != X86_MOV_FROM_REG ||
	    (insn[2] & X86_MODRM_TO_AX_MASK) != X86_MODRM_TO_AX)
		return false;
	*reg = (insn[2] >> 3 & 7) | (insn[0] & X86_REX_R ? 8 : 0);
	return true;
}

static bool decode_arm64(const u8 *insn, unsigned long pc,
			 unsigned long *target)
{
	u32 word = word_at(insn);

	if ((word & ARM64_BL_MASK) != ARM64_BL)
		return false;
	*target = pc + (s64)sign_extend32(word, ARM64_IMM26_SIGN) *
		       ARM64_INSN_SIZE;
	return true;
}

static bool decode_arm64_restore(const u8 *insn)
{
	return (word_at(insn) & ARM64_LOAD_FROM_STACK_MASK) ==
	       ARM64_LOAD_FROM_STACK;
}

static bool decode_arm64_result(const u8 *insn, unsigned int *reg)
{
	u32 word = word_at(insn);

	if ((word & ARM64_MOV_TO_X0_MASK) != ARM64_MOV_TO_X0)
		return false;
	*reg = word >> 16 & 31;
	return true;
}

const struct ps_isa ps_isa_x86_64 = {
	.alignment = 1,
	.call_size = X86_CALL_SIZE,
	.landing_pad = X86_ENDBR_SIZE,
	.decode = decode_x86_64,
	.decode_result = decode_x86_64_result,
};

const struct ps_isa ps_isa_arm64 = {
	.alignment = ARM64_INSN_SIZE,
	.call_size = ARM64_INSN_SIZE,
	.landing_pad = ARM64_INSN_SIZE,
	.decode = decode_arm64,
	.decode_restore = decode_arm64_restore,
	.decode_result = decode_arm64_result,
};

#if defined(CONFIG_X86_64)
const struct ps_isa *const ps_isa_native = &ps_isa_x86_64;
#elif defined(CONFIG_ARM64)
const struct ps_isa *const ps_isa_native = &ps_isa_arm64;
#else
const struct ps_isa *const ps_isa_native;
#endif

static bool calls(const struct ps_isa *isa, const u8 *insn, unsigned long pc,
		  unsigned long target)
{
	unsigned long to;

	return isa->decode(insn, pc, &to) &&
	       (to == target || to == target + isa->landing_pad);
}

/**
 * ps_callsite_find() - find the direct calls from a function to another
 * @isa: the architecture that the text is for
 * @text: the calling function's instructions
 * @size: their size in bytes
 * @address: where they run
 * @target: the address of the called function
 * @sites: receives the addresses of the calls, in their order
 * @max: how many of them at most
 *
 * Instructions of variable length are not decoded one after the other: bytes
 * that are no call, but look like one to exactly this target, would be refused
 * by register_kprobe() for not being at an instruction's begin.
 *
 * Context: any.
 * Return: how many calls there are, which may be more than @max.
 */
unsigned int ps_callsite_find(const struct ps_isa *isa, const void *text,
			      size_t size, unsigned long address,
			      unsigned long target, unsigned long *sites,
			      unsigned int max)
{
	unsigned int nr = 0;
	size_t at;

	for (at = 0; at + isa->call_size <= size; at += isa->alignment) {
		if (!calls(isa, text + at, address + at, target))
			continue;
		if (nr < max)
			sites[nr] = address + at;
		nr++;
	}
	return nr;
}
