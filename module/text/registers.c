// SPDX-License-Identifier: GPL-2.0-only
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/ptrace.h>
#include <linux/stddef.h>

#include "text/registers.h"

#if defined(CONFIG_X86_64)
static const unsigned short offsets[] = {
	offsetof(struct pt_regs, ax),  offsetof(struct pt_regs, cx),
	offsetof(struct pt_regs, dx),  offsetof(struct pt_regs, bx),
	offsetof(struct pt_regs, sp),  offsetof(struct pt_regs, bp),
	offsetof(struct pt_regs, si),  offsetof(struct pt_regs, di),
	offsetof(struct pt_regs, r8),  offsetof(struct pt_regs, r9),
	offsetof(struct pt_regs, r10), offsetof(struct pt_regs, r11),
	offsetof(struct pt_regs, r12), offsetof(struct pt_regs, r13),
	offsetof(struct pt_regs, r14), offsetof(struct pt_regs, r15),
};
#endif

/**
 * ps_register_offset() - find a register in struct pt_regs
 * @number: the register's number, as the architecture encodes it
 *
 * Context: any.
 * Return: the register's offset in struct pt_regs, for regs_get_register(), or
 * -EINVAL.
 */
int ps_register_offset(unsigned int number)
{
#if defined(CONFIG_X86_64)
	if (number < ARRAY_SIZE(offsets))
		return offsets[number];
#elif defined(CONFIG_ARM64)
	/* 31 is the zero register. */
	if (number < 31)
		return offsetof(struct pt_regs, regs) + number * sizeof(u64);
#endif
	return -EINVAL;
}
