/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHARING_LINES_H
#define SHARING_LINES_H

#include <stdbool.h>
#include <stdio.h>

#define LINE_SHIFT 6
#define MAX_PROCESSORS 64

/**
 * struct processor - what a processor is doing
 * @operation: the number of the operation, or of its second part, or 0
 * @interrupted: by the timer
 * @ours: executes code of the module, or what it called
 * @depth: calls since that began
 * @caller: where the last call was made
 */
struct processor {
	unsigned long operation;
	bool interrupted;
	bool ours;
	int depth;
	unsigned long caller;
};

/* Returns false without memory. */
bool lines_init(void);
void lines_forget(void);

/*
 * A processor, of that number and doing that, loads from a line or stores to it. The
 * line's number is its address, shifted; at is that of the instruction.
 */
void line_touch(unsigned int number, const struct processor *cpu, bool store,
		unsigned long line_number, unsigned long at);

/* How many accesses found no room. */
unsigned long lines_dropped(void);

/* Prints each line that was counted, as plugin.c describes it. */
void lines_print(FILE *output);

#endif
