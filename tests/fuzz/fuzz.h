/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdnoreturn.h>

/* What libFuzzer calls, by its own names. */
int fuzz_begin(int *argc, char ***argv) __asm__("LLVMFuzzerInitialize");
int fuzz_one(const unsigned char *data, size_t size)
	__asm__("LLVMFuzzerTestOneInput");

/* exit(3), which the linker calls so here. */
noreturn void __real_exit(int status);

/**
 * fuzz_fail() - report a finding
 * @why: what is wrong
 * @text: in what
 */
noreturn void fuzz_fail(const char *why, const char *text);

/**
 * caught() - run something that may end the program
 * @run: called
 * @data: its argument
 *
 * Return: its return value, or what it would have exited with
 */
int caught(int (*run)(void *data), void *data);

/**
 * tree_make() - make the files that a text in the form of tests/tool/unpack names
 * @path: an empty directory, which nothing made here is outside of
 * @text: any bytes; lines that make no sense are left out
 */
void tree_make(const char *path, const char *text);

/**
 * tree_remove() - remove all below a directory
 * @path: the directory
 */
void tree_remove(const char *path);

/**
 * output_check() - what a command has printed does nothing to a terminal
 * @text: all of it
 * @json: it is to be JSON, one value or several
 *
 * Ends the program if it does.
 */
void output_check(const char *text, bool json);

#endif /* FUZZ_H */
