// SPDX-License-Identifier: GPL-2.0-only
#include <linux/bitops.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "text/callsite.h"

#define X86_CALL_REL32 0xe8
#define X86_CALL_SIZE 5
#define X86_ENDBR_SIZE 4
#define X86_REX_W 0x48
#define X86_REX_R 0x04
#define X86_MOV_FROM_REG 0x89
/* ModRM byte with two register operands: mask and values for the destination */
#define X86_MODRM_TO_MASK 0xc7
#define X86_MODRM_TO_AX 0xc0
#define X86_MODRM_TO_DI 0xc7
#define X86_MOV_SIZE 3
/* callee-saved registers, without rsp: rbx, rbp, r12 to r15 */
#define X86_PRESERVED 0xf028
#define X86_JMP_REL8 0xeb
#define X86_JMP_REL32 0xe9
#define X86_JCC_REL8 0x70	/* to 0x7f */
#define X86_JCC_REL32 0x80	/* to 0x8f, after X86_TWO_BYTES */
#define X86_TWO_BYTES 0x0f
#define X86_LONGEST_JUMP 6

#define ARM64_INSN_SIZE 4
#define ARM64_BL_MASK 0xfc000000
#define ARM64_BL 0x94000000
#define ARM64_IMM26_SIGN 25
/* ldr xT, [sp, #...] */
#define ARM64_LOAD_FROM_STACK_MASK 0xffc003e0
#define ARM64_LOAD_FROM_STACK 0xf94003e0
/* orr x0, xzr, xM, which is the encoding of "mov x0, xM" */
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

/* mov REGISTER, %rax or %rdi; @to selects which */
static bool decode_x86_64_mov(const u8 *insn, u8 to, unsigned int *reg)
{
	if ((insn[0] & ~X86_REX_R) != X86_REX_W ||
	    insn[1] != X86_MOV_FROM_REG ||
	    (insn[2] & X86_MODRM_TO_MASK) != to)
		return false;
	*reg = (insn[2] >> 3 & 7) | (insn[0] & X86_REX_R ? 8 : 0);
	return true;
}

static bool decode_x86_64_result(const u8 *insn, unsigned int *reg)
{
	return decode_x86_64_mov(insn, X86_MODRM_TO_AX, reg);
}

static unsigned int decode_x86_64_argument(const u8 *insn, unsigned int *reg)
{
	if (!decode_x86_64_mov(insn - X86_MOV_SIZE, X86_MODRM_TO_DI, reg) ||
	    !(X86_PRESERVED & BIT(*reg)))
		return 0;
	return X86_MOV_SIZE;
}

static bool x86_64_jumps_to(const u8 *insn, unsigned long pc,
			    unsigned long target)
{
	if (insn[0] == X86_JMP_REL8 || (insn[0] & 0xf0) == X86_JCC_REL8)
		return pc + 2 + (s8)insn[1] == target;
	if (insn[0] == X86_JMP_REL32)
		return pc + 5 + (s32)word_at(insn + 1) == target;
	if (insn[0] == X86_TWO_BYTES && (insn[1] & 0xf0) == X86_JCC_REL32)
		return pc + 6 + (s32)word_at(insn + 2) == target;
	return false;
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
	.decode_argument = decode_x86_64_argument,
	.jumps_to = x86_64_jumps_to,
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

static bool is_call_to(const struct ps_isa *isa, const u8 *insn,
		       unsigned long pc, unsigned long target)
{
	unsigned long to;

	return isa->decode(insn, pc, &to) &&
	       (to == target || to == target + isa->landing_pad);
}

/**
 * ps_callsite_find() - find the direct calls from a function to another
 * @isa: the text's architecture
 * @text: the calling function's instructions
 * @size: their size in bytes
 * @address: the address where they run
 * @target: the address of the called function
 * @sites: receives the addresses of the calls, in ascending order
 * @max: size of @sites
 *
 * Instructions of variable length are not decoded one after the other. Bytes
 * may therefore look like a call to exactly this target without being an
 * instruction; register_kprobe() refuses these, because no instruction begins
 * there.
 *
 * Context: any.
 * Return: the number of calls, which may exceed @max.
 */
unsigned int ps_callsite_find(const struct ps_isa *isa, const void *text,
			      size_t size, unsigned long address,
			      unsigned long target, unsigned long *sites,
			      unsigned int max)
{
	unsigned int nr = 0;
	size_t at;

	for (at = 0; at + isa->call_size <= size; at += isa->alignment) {
		if (!is_call_to(isa, text + at, address + at, target))
			continue;
		if (nr < max)
			sites[nr] = address + at;
		nr++;
	}
	return nr;
}

/**
 * ps_callsite_argument() - find a call's first argument after its return
 * @isa: the text's architecture
 * @text: the calling function's instructions
 * @size: their size in bytes
 * @call: offset of the call in @text
 * @reg: receives the register's number, as the architecture encodes it
 *
 * The argument is known to remain in a register if the instruction before the
 * call copies it from a callee-saved register and nothing in the function jumps
 * between the two. The caller must check that those bytes are an instruction.
 *
 * Context: any.
 * Return: the size of that instruction in bytes, or 0 if no register is known.
 */
unsigned int ps_callsite_argument(const struct ps_isa *isa, const void *text,
				  size_t size, size_t call, unsigned int *reg)
{
	/* Padded: the longest jump may reach past the end of the text. */
	u8 insn[X86_LONGEST_JUMP] = { };
	unsigned int length;
	size_t at;

	if (!isa->decode_argument || call < X86_LONGEST_JUMP)
		return 0;
	length = isa->decode_argument(text + call, reg);
	for (at = 0; length && at < size; at++) {
		memcpy(insn, text + at, min(sizeof(insn), size - at));
		if (isa->jumps_to(insn, at, call))
			return 0;
	}
	return length;
}
