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

/* exit(3) and atexit(3), which the linker calls so here. */
noreturn void __real_exit(int status);
int __real_atexit(void (*function)(void));

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
 * tree_make() - make the files that a text in the form of tests/tool/lib/unpack names
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
 * enum form - what something that is printed has to be
 * @FORM_TEXT: for people
 * @FORM_JSON: JSON, one value or several
 * @FORM_METRICS: metrics, for Prometheus
 */
enum form {
	FORM_TEXT,
	FORM_JSON,
	FORM_METRICS,
};

/**
 * output_check() - what a command has printed does nothing to a terminal
 * @text: all of it
 * @form: what it has to be
 *
 * Ends the program if it does.
 */
void output_check(const char *text, enum form form);

#endif /* FUZZ_H */
