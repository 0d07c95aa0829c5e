/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef SHARING_QEMU_H
#define SHARING_QEMU_H

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * The part of QEMU's interface for plugins, version 1, that is used here, for a
 * 64-bit machine. Debian has no package with its header.
 */
static_assert(sizeof(long) == 8, "addresses have 64 bits");

#define EXPORTED __attribute__((visibility("default")))

/* What a callback does to registers: nothing. What accesses it is called for: all. */
#define CALLBACK_NO_REGS 0
#define ACCESS_ALL 3

typedef void (*insn_callback)(unsigned int vcpu, void *data);
typedef void (*access_callback)(unsigned int vcpu, unsigned int info,
				unsigned long address, void *data);

struct qemu_plugin_tb;
struct qemu_plugin_insn;

void qemu_plugin_register_vcpu_tb_trans_cb(unsigned long id,
					   void (*callback)(unsigned long id,
							    struct qemu_plugin_tb *block));
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *insn,
					    insn_callback callback, int flags, void *data);
void qemu_plugin_register_vcpu_mem_cb(struct qemu_plugin_insn *insn,
				      access_callback callback, int flags, int accesses,
				      void *data);

size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *block);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *block,
						 size_t index);
const void *qemu_plugin_insn_data(const struct qemu_plugin_insn *insn);
size_t qemu_plugin_insn_size(const struct qemu_plugin_insn *insn);
unsigned long qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *insn);
bool qemu_plugin_mem_is_store(unsigned int info);
unsigned int qemu_plugin_mem_size_shift(unsigned int info);

#endif
