/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef MARKS_H
#define MARKS_H

/*
 * Marks that a program sets for tests/bench/sharing/, a plugin of the emulator:
 * instructions that do nothing, with a displacement that nothing else uses.
 */
#define MARK_BASE 0x50534d00

enum mark {
	MARK_ZERO,	/* a bit of a text for the plugin, the lowest of a byte first */
	MARK_ONE,
	MARK_OPEN,	/* what is measured begins, for all processors */
	MARK_CLOSE,
	MARK_BEGIN,	/* an operation begins on this processor */
	MARK_RESUME,	/* the second part of one that is done in two */
	MARK_END,
	NR_MARKS
};

/* Also lets the emulator go on with its next processor. */
#ifdef __x86_64__
#define set_mark(mark) \
	({ asm volatile("nopl %c0(%%rax)" : : "i" (MARK_BASE + (mark)) : "memory"); })
#define let_others_run() ({ asm volatile("pause" : : : "memory"); })
#else
#define set_mark(mark) ((void)(mark))
#define let_others_run() ((void)0)
#endif

#endif
