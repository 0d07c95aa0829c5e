// SPDX-License-Identifier: GPL-2.0-only
/*
 * A plugin for QEMU that finds cache lines of the kernel which processors take from
 * each other, as lines.c counts them. tests/programs/marks.h says what an operation
 * is, and what is measured.
 *
 * A line is attributed to the module if the access was made by its code, or by a
 * function that its code called. What a timer interrupt does is not counted.
 *
 *	-plugin file=sharing.so,out=FILE
 *
 * FILE gets what the guest tells, a line each, and after each measurement
 *	operations COUNT dropped COUNT
 *	line ADDRESS WRITTEN WRITTEN_BY_MODULE READ READ_BY_MODULE PROCESSORS SITE...
 * where a site is ACCESS,CALLER,TIMES: addresses of instructions.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../programs/marks.h"
#include "lines.h"
#include "qemu.h"

#define MAX_TEXT 512
#define KERNEL 0xffff800000000000
#define MODULES 0xffffffffc0000000
#define DEVICES 0xffffffffff000000	/* each processor sees its own there */

static FILE *output;
static struct processor processors[MAX_PROCESSORS];
static unsigned long nr_operations, nr_parts;
static bool measuring;
static unsigned long module_start, module_end, timer_interrupt;

static void on_access(unsigned int vcpu, unsigned int info, unsigned long address, void *at)
{
	unsigned long last = address + (1 << qemu_plugin_mem_size_shift(info)) - 1;
	const struct processor *cpu = &processors[vcpu];
	bool store = qemu_plugin_mem_is_store(info);

	if (!measuring || address < KERNEL || address >= DEVICES)
		return;
	line_touch(vcpu, cpu, store, address >> LINE_SHIFT, (unsigned long)at);
	if (last >> LINE_SHIFT != address >> LINE_SHIFT)
		line_touch(vcpu, cpu, store, last >> LINE_SHIFT, (unsigned long)at);
}

static void on_call(unsigned int vcpu, void *at)
{
	struct processor *cpu = &processors[vcpu];

	if (!cpu->interrupted)
		cpu->caller = (unsigned long)at;
	if (cpu->ours)
		cpu->depth++;
}

static void on_return(unsigned int vcpu, void *at)
{
	struct processor *cpu = &processors[vcpu];

	(void)at;
	if (cpu->ours && cpu->depth-- == 0)
		cpu->ours = false;
}

static void on_module_code(unsigned int vcpu, void *at)
{
	struct processor *cpu = &processors[vcpu];
	unsigned long address = (unsigned long)at;

	if (cpu->ours || address < module_start || address >= module_end)
		return;
	cpu->ours = true;
	cpu->depth = 0;
}

static void on_aligned_code(unsigned int vcpu, void *at)
{
	if ((unsigned long)at == timer_interrupt)
		processors[vcpu].interrupted = true;
}

static void on_interrupt_return(unsigned int vcpu, void *at)
{
	(void)at;
	processors[vcpu].interrupted = false;
}

static void open_measurement(void)
{
	lines_forget();
	memset(processors, 0, sizeof(processors));
	nr_operations = 0;
	nr_parts = 0;
	measuring = true;
}

static void close_measurement(void)
{
	measuring = false;
	fprintf(output, "operations %lu dropped %lu\n", nr_operations, lines_dropped());
	lines_print(output);
	fflush(output);
}

static void hear_text(const char *text)
{
	unsigned long start, end;

	fprintf(output, "%s\n", text);
	if (sscanf(text, "module %lx %lx", &start, &end) == 2) {
		module_start = start;
		module_end = end;
	}
	if (sscanf(text, "timer %lx", &start) == 1)
		timer_interrupt = start;
}

static void hear_bit(bool bit)
{
	static char text[MAX_TEXT];
	static unsigned int nr_bits;

	if (bit)
		text[nr_bits / 8] |= 1 << nr_bits % 8;
	if (++nr_bits % 8)
		return;
	if (text[nr_bits / 8 - 1] != '\n' && nr_bits < 8 * (MAX_TEXT - 1))
		return;
	text[nr_bits / 8 - 1] = '\0';
	hear_text(text);
	memset(text, 0, sizeof(text));
	nr_bits = 0;
}

static void on_mark(unsigned int vcpu, void *data)
{
	struct processor *cpu = &processors[vcpu];
	enum mark mark = (unsigned long)data;

	cpu->ours = false;
	cpu->interrupted = false;
	switch (mark) {
	case MARK_OPEN:
		open_measurement();
		break;
	case MARK_CLOSE:
		close_measurement();
		break;
	case MARK_BEGIN:
		nr_operations++;
		cpu->operation = ++nr_parts;
		break;
	case MARK_RESUME:
		cpu->operation = ++nr_parts;
		break;
	case MARK_END:
		cpu->operation = 0;
		break;
	default:
		hear_bit(mark == MARK_ONE);
	}
}

/* Legacy prefixes that calls and returns have, and REX. */
static bool is_prefix(unsigned char byte)
{
	return byte == 0x2e || byte == 0x3e || byte == 0xf2 || byte == 0xf3 ||
	       (byte & 0xf0) == 0x40;
}

static insn_callback callback_of(const unsigned char *code, size_t size)
{
	while (size > 1 && is_prefix(*code)) {
		code++;
		size--;
	}
	if (code[0] == 0xe8 || (code[0] == 0xff && size > 1 && (code[1] & 0x38) == 0x10))
		return on_call;
	if (code[0] == 0xc3 || code[0] == 0xc2)
		return on_return;
	return code[0] == 0xcf ? on_interrupt_return : NULL;
}

/* Returns NR_MARKS if it is none. */
static unsigned int mark_of(const unsigned char *code, size_t size)
{
	unsigned int displacement;

	if (size != 7 || memcmp(code, "\x0f\x1f\x80", 3))
		return NR_MARKS;
	memcpy(&displacement, code + 3, sizeof(displacement));
	displacement -= MARK_BASE;
	return displacement < NR_MARKS ? displacement : NR_MARKS;
}

static void run_before(struct qemu_plugin_insn *insn, insn_callback callback, unsigned long data)
{
	qemu_plugin_register_vcpu_insn_exec_cb(insn, callback, CALLBACK_NO_REGS,
					       (void *)data);
}

static void watch_kernel_code(struct qemu_plugin_insn *insn, unsigned long at, bool first)
{
	insn_callback callback = callback_of(qemu_plugin_insn_data(insn),
					     qemu_plugin_insn_size(insn));

	if (first && at >= MODULES)
		run_before(insn, on_module_code, at);
	else if (first && at % 16 == 0)
		run_before(insn, on_aligned_code, at);
	if (callback)
		run_before(insn, callback, at);
	qemu_plugin_register_vcpu_mem_cb(insn, on_access, CALLBACK_NO_REGS, ACCESS_ALL,
					 (void *)at);
}

static void on_translation(unsigned long id, struct qemu_plugin_tb *block)
{
	size_t i;

	(void)id;
	for (i = 0; i < qemu_plugin_tb_n_insns(block); i++) {
		struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(block, i);
		unsigned long at = qemu_plugin_insn_vaddr(insn);
		unsigned int mark = mark_of(qemu_plugin_insn_data(insn),
					    qemu_plugin_insn_size(insn));

		if (mark != NR_MARKS)
			run_before(insn, on_mark, mark);
		else if (at >= KERNEL)
			watch_kernel_code(insn, at, i == 0);
	}
}

EXPORTED int qemu_plugin_version = 1;

EXPORTED int qemu_plugin_install(unsigned long id, const void *info, int argc, char **argv)
{
	(void)info;
	if (argc != 1 || strncmp(argv[0], "out=", 4))
		return -1;
	output = fopen(argv[0] + 4, "w");
	if (!output || !lines_init())
		return -1;
	qemu_plugin_register_vcpu_tb_trans_cb(id, on_translation);
	return 0;
}
