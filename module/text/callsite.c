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
#define X86_REX_RB 0x45		/* without REX_W */
#define X86_MOV_FROM_REG 0x89
#define X86_LEA 0x8d
#define X86_XOR 0x31
/* ModRM byte with two register operands: mask and values for the destination */
#define X86_MODRM_TO_MASK 0xc7
#define X86_MODRM_TO_AX 0xc0
#define X86_MODRM_TO_SI 0xc6
#define X86_MODRM_TO_DI 0xc7
/* ModRM byte for an address, from or to %rdi or %rsi */
#define X86_MODRM_DI_SP 0x3c		/* (%rsp), by a SIB byte */
#define X86_MODRM_DI_SP_DISP8 0x7c	/* OFFSET(%rsp), likewise */
#define X86_MODRM_SI_SP_DISP8 0x74
#define X86_MODRM_SI_BP_DISP8 0x75
#define X86_SIB_SP 0x24
#define X86_MOV_SIZE 3
/* callee-saved registers, without rsp: rbx, rbp, r12 to r15 */
#define X86_PRESERVED 0xf028
#define X86_JMP_REL8 0xeb
#define X86_JMP_REL32 0xe9
#define X86_JCC_REL8 0x70	/* to 0x7f */
#define X86_JCC_REL32 0x80	/* to 0x8f, after X86_TWO_BYTES */
#define X86_TWO_BYTES 0x0f
#define X86_LONGEST_JUMP 6
#define X86_LONGEST_SETUP 5

#define ARM64_INSN_SIZE 4
#define ARM64_BL_MASK 0xfc000000
#define ARM64_BL 0x94000000
#define ARM64_B 0x14000000	/* the mask of bl */
#define ARM64_B_COND_MASK 0xff000000
#define ARM64_B_COND 0x54000000
#define ARM64_CBZ_MASK 0x7e000000	/* and cbnz, of 32 or 64 bits */
#define ARM64_CBZ 0x34000000
#define ARM64_TBZ_MASK 0x7e000000	/* and tbnz */
#define ARM64_TBZ 0x36000000
/* br, ret, eret and their kind: to a register, and no call */
#define ARM64_BR_MASK 0xfe200000
#define ARM64_BR 0xd6000000
#define ARM64_RET 0xd65f03c0
#define ARM64_CBNZ_X0_MASK 0xff00001f
#define ARM64_CBNZ_X0 0xb5000000
/* orr x0, xzr, xM, which is the encoding of "mov x0, xM" */
#define ARM64_MOV_TO_X0_MASK 0xffe0ffff
#define ARM64_MOV_TO_X0 0xaa0003e0
#define ARM64_FIRST_PRESERVED 19
#define ARM64_LAST_PRESERVED 28

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

/* mov %rdi, OFFSET(%rsp), without an offset or with one byte */
static unsigned int decode_x86_64_spill(const u8 *insn, unsigned int *slot)
{
	const u8 *near = insn - 4, *far = insn - 5;

	if (near[0] == X86_REX_W && near[1] == X86_MOV_FROM_REG &&
	    near[2] == X86_MODRM_DI_SP && near[3] == X86_SIB_SP) {
		*slot = 0;
		return 4;
	}
	if (far[0] == X86_REX_W && far[1] == X86_MOV_FROM_REG &&
	    far[2] == X86_MODRM_DI_SP_DISP8 && far[3] == X86_SIB_SP &&
	    far[4] < 0x80) {
		*slot = far[4];
		return 5;
	}
	return 0;
}

static bool is_x86_64_move(const u8 *insn)
{
	u8 to = insn[2] & X86_MODRM_TO_MASK;

	return (insn[0] & ~X86_REX_R) == X86_REX_W &&
	       insn[1] == X86_MOV_FROM_REG &&
	       (to == X86_MODRM_TO_DI || to == X86_MODRM_TO_SI);
}

/* xor of a register with itself */
static bool is_x86_64_clear(const u8 *insn)
{
	return insn[0] == X86_XOR && insn[1] >= 0xc0 &&
	       (insn[1] >> 3 & 7) == (insn[1] & 7);
}

static unsigned int decode_x86_64_setup(const u8 *insn)
{
	bool lea = insn[0] == X86_REX_W && insn[1] == X86_LEA;

	if (is_x86_64_move(insn))
		return X86_MOV_SIZE;
	if (is_x86_64_clear(insn))
		return 2;
	if (insn[0] == X86_REX_RB && is_x86_64_clear(insn + 1))
		return 3;
	if (lea && insn[2] == X86_MODRM_SI_BP_DISP8)
		return 4;
	if (lea && insn[2] == X86_MODRM_SI_SP_DISP8 && insn[3] == X86_SIB_SP)
		return 5;
	return 0;
}

static size_t x86_64_goes_on_at(const u8 *insn, size_t at)
{
	if (insn[0] == X86_JMP_REL8)
		return at + 2 + (s8)insn[1];
	if (insn[0] == X86_JMP_REL32)
		return at + 5 + (s32)word_at(insn + 1);
	return at;
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

/* Where the field of @bits bits at bit @shift points to, from @pc. */
static unsigned long arm64_target(u32 word, unsigned int shift,
				  unsigned int bits, unsigned long pc)
{
	s32 offset = sign_extend32(word >> shift, bits - 1);

	return pc + (s64)offset * ARM64_INSN_SIZE;
}

static bool decode_arm64(const u8 *insn, unsigned long pc,
			 unsigned long *target)
{
	u32 word = word_at(insn);

	if ((word & ARM64_BL_MASK) != ARM64_BL)
		return false;
	*target = arm64_target(word, 0, 26, pc);
	return true;
}

static bool decode_arm64_jump(const u8 *insn, unsigned long pc,
			      unsigned long *target)
{
	u32 word = word_at(insn);

	if ((word & ARM64_BL_MASK) == ARM64_B)
		*target = arm64_target(word, 0, 26, pc);
	else if ((word & ARM64_B_COND_MASK) == ARM64_B_COND ||
		 (word & ARM64_CBZ_MASK) == ARM64_CBZ)
		*target = arm64_target(word, 5, 19, pc);
	else if ((word & ARM64_TBZ_MASK) == ARM64_TBZ)
		*target = arm64_target(word, 5, 14, pc);
	else
		return false;
	return true;
}

static bool arm64_jumps_to(const u8 *insn, unsigned long pc,
			   unsigned long target)
{
	unsigned long to;

	return decode_arm64_jump(insn, pc, &to) && to == target;
}

static unsigned int decode_arm64_argument(const u8 *insn, unsigned int *reg)
{
	u32 word = word_at(insn - ARM64_INSN_SIZE);

	*reg = word >> 16 & 31;
	if ((word & ARM64_MOV_TO_X0_MASK) != ARM64_MOV_TO_X0 ||
	    *reg < ARM64_FIRST_PRESERVED || *reg > ARM64_LAST_PRESERVED)
		return 0;
	return ARM64_INSN_SIZE;
}

static bool decode_arm64_return(const u8 *insn)
{
	return word_at(insn) == ARM64_RET;
}

static bool arm64_jumps_out(const u8 *insn, unsigned long pc, size_t size)
{
	unsigned long to;

	if (decode_arm64_jump(insn, pc, &to))
		return to >= size;
	return (word_at(insn) & ARM64_BR_MASK) == ARM64_BR &&
	       !decode_arm64_return(insn);
}

static bool decode_arm64_unless_result(const u8 *insn)
{
	return (word_at(insn) & ARM64_CBNZ_X0_MASK) == ARM64_CBNZ_X0;
}

/* These three fields name all registers that an instruction can change. */
static bool arm64_may_change(const u8 *insn, unsigned int reg)
{
	u32 word = word_at(insn);

	return (word & 31) == reg || (word >> 5 & 31) == reg ||
	       (word >> 10 & 31) == reg;
}

const struct ps_isa ps_isa_x86_64 = {
	.alignment = 1,
	.call_size = X86_CALL_SIZE,
	.landing_pad = X86_ENDBR_SIZE,
	.breakpoint = { 0xcc },
	.decode = decode_x86_64,
	.decode_result = decode_x86_64_result,
	.decode_argument = decode_x86_64_argument,
	.decode_spill = decode_x86_64_spill,
	.decode_setup = decode_x86_64_setup,
	.goes_on_at = x86_64_goes_on_at,
	.jumps_to = x86_64_jumps_to,
};

const struct ps_isa ps_isa_arm64 = {
	.alignment = ARM64_INSN_SIZE,
	.call_size = ARM64_INSN_SIZE,
	.landing_pad = ARM64_INSN_SIZE,
	.breakpoint = { 0x80, 0x00, 0x20, 0xd4 },	/* brk #4 */
	.decode = decode_arm64,
	.decode_argument = decode_arm64_argument,
	.jumps_to = arm64_jumps_to,
	.decode_return = decode_arm64_return,
	.jumps_out = arm64_jumps_out,
	.decode_unless_result = decode_arm64_unless_result,
	.decode_jump = decode_arm64_jump,
	.may_change = arm64_may_change,
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

static bool is_jumped_to(const struct ps_isa *isa, const void *text,
			 size_t size, size_t target)
{
	/* Padded: the longest jump may reach past the end of the text. */
	u8 insn[X86_LONGEST_JUMP] = { };
	size_t at;

	for (at = 0; at < size; at += isa->alignment) {
		memcpy(insn, text + at, min(sizeof(insn), size - at));
		if (isa->jumps_to(insn, at, target))
			return true;
	}
	return false;
}

/*
 * The size of the instruction before the call that keeps its first argument, if
 * nothing jumps between the two. @decode says where the argument is kept.
 */
static unsigned int keeper_before(const struct ps_isa *isa, const void *text,
				  size_t size, size_t call,
				  unsigned int (*decode)(const u8 *insn,
							 unsigned int *where),
				  unsigned int *where)
{
	unsigned int length;

	if (!decode || call < X86_LONGEST_SETUP)
		return 0;
	length = decode(text + call, where);
	return length && !is_jumped_to(isa, text, size, call) ? length : 0;
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
	return keeper_before(isa, text, size, call, isa->decode_argument, reg);
}

/**
 * ps_callsite_returns() - find the places where a function returns
 * @isa: the text's architecture
 * @text: the function's instructions
 * @size: their size in bytes
 * @offsets: receives the offsets of its return instructions
 * @max: size of @offsets
 *
 * Context: any.
 * Return: their number, which may exceed @max; 0 if the function may end in
 * another way as well, or if that cannot be said for the architecture.
 */
unsigned int ps_callsite_returns(const struct ps_isa *isa, const void *text,
				 size_t size, unsigned long *offsets,
				 unsigned int max)
{
	unsigned int nr = 0;
	size_t at;

	if (!isa->decode_return)
		return 0;
	for (at = 0; at + isa->alignment <= size; at += isa->alignment) {
		if (isa->jumps_out(text + at, at, size))
			return 0;
		if (!isa->decode_return(text + at))
			continue;
		if (nr < max)
			offsets[nr] = at;
		nr++;
	}
	return nr;
}

/**
 * ps_callsite_sleep() - find where a loop decides to sleep
 * @isa: the text's architecture
 * @text: the function's instructions
 * @size: their size in bytes
 * @call: offset of the call that begins the loop; it returns other than 0 if
 *	the function must not sleep
 * @sleep: offset of the call that sleeps
 * @reg: a callee-saved register that is the same at each execution of @call
 *
 * The place is an instruction that leaves the loop if @call has returned other
 * than 0, and is followed by @sleep, which nothing else leads to. @reg is known
 * to have its value there too if the way back to @call does not change it.
 *
 * Context: any.
 * Return: the offset of that instruction, or 0 if there is none.
 */
size_t ps_callsite_sleep(const struct ps_isa *isa, const void *text,
			 size_t size, size_t call, size_t sleep,
			 unsigned int reg)
{
	size_t after = sleep + isa->call_size;
	unsigned long at;

	if (!isa->decode_unless_result || sleep < isa->alignment ||
	    after + isa->alignment > size ||
	    !isa->decode_unless_result(text + sleep - isa->alignment) ||
	    is_jumped_to(isa, text, size, sleep) ||
	    !isa->decode_jump(text + after, after, &at) || at > call)
		return 0;
	for (; at < call; at += isa->alignment) {
		unsigned long to;

		if (isa->may_change(text + at, reg) ||
		    isa->decode_jump(text + at, at, &to))
			return 0;
	}
	return sleep - isa->alignment;
}

/**
 * ps_callsite_spill() - find a call's first argument on the stack
 * @isa: the text's architecture
 * @text: the calling function's instructions
 * @size: their size in bytes
 * @call: offset of the call in @text
 * @slot: receives its offset from the stack pointer, in bytes
 *
 * The argument is known to be there after the call's return if the instruction
 * before the call stores it. The rest is as for ps_callsite_argument().
 *
 * Context: any.
 * Return: the size of that instruction in bytes, or 0 if no place is known.
 */
unsigned int ps_callsite_spill(const struct ps_isa *isa, const void *text,
			       size_t size, size_t call, unsigned int *slot)
{
	return keeper_before(isa, text, size, call, isa->decode_spill, slot);
}

/* The size of the set-up instruction that ends at @end, or 0. */
static size_t setup_before(const struct ps_isa *isa, const u8 *end)
{
	size_t length;

	for (length = X86_LONGEST_SETUP; length; length--)
		if (isa->decode_setup(end - length) == length)
			break;
	return length;
}

/**
 * ps_callsite_setup() - find the instructions that set up a call's arguments
 * @isa: the text's architecture
 * @text: the calling function's instructions
 * @size: their size in bytes
 * @call: offset of the call in @text
 *
 * Whatever reaches the call executes all of these instructions, and a jump has
 * room in them. The caller must check that an instruction begins at the first.
 *
 * Context: any.
 * Return: the offset of the first of them, or 0 if there are none.
 */
size_t ps_callsite_setup(const struct ps_isa *isa, const void *text,
			 size_t size, size_t call)
{
	size_t at = call, length;

	if (!isa->decode_setup)
		return 0;
	while (call - at < isa->call_size) {
		if (at < X86_LONGEST_SETUP)
			return 0;
		length = setup_before(isa, text + at);
		if (!length || is_jumped_to(isa, text, size, at))
			return 0;
		at -= length;
	}
	return at;
}

/**
 * ps_callsite_after_next() - find the return from the call after a call
 * @isa: the text's architecture
 * @text: the calling function's instructions
 * @size: their size in bytes
 * @call: offset of the first call in @text
 *
 * Between the two the function only sets up arguments, after a jump perhaps.
 *
 * Context: any.
 * Return: the offset of an instruction that follows the second call and that
 * nothing else leads to, or 0 if there is none.
 */
size_t ps_callsite_after_next(const struct ps_isa *isa, const void *text,
			      size_t size, size_t call)
{
	size_t at = call + isa->call_size, room = 2 * X86_LONGEST_SETUP;
	unsigned long target;

	if (!isa->goes_on_at || at + room > size)
		return 0;
	at = isa->goes_on_at(text + at, at);
	if (at >= size || at + room > size)
		return 0;
	at += isa->decode_setup(text + at);
	if (!isa->decode(text + at, at, &target))
		return 0;
	at += isa->call_size;
	return is_jumped_to(isa, text, size, at) ? 0 : at;
}
