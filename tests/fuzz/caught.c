// SPDX-License-Identifier: GPL-2.0-only
/*
 * Ending the program is a return here. The tool is linked so that its calls of
 * these functions arrive here; so are the fuzzer's own.
 */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fuzz.h"

static jmp_buf back;
static bool running;
/* What the program wants to do at its end. */
static void (*last)(void);

/* The lowest descriptor that is free: all above are open by the tool. */
static int lowest_free(void)
{
	int fd = dup(STDERR_FILENO);

	close(fd);
	return fd;
}

static void do_last(void)
{
	void (*function)(void) = last;

	last = NULL;
	if (function)
		function();
}

int caught(int (*run)(void *data), void *data)
{
	int first = lowest_free();
	int status = setjmp(back);

	if (!status) {
		running = true;
		status = run(data);
		if (lowest_free() != first)
			fuzz_fail("descriptors stay open", "");
	} else {
		close_range(first, ~0U, 0);
	}
	running = false;
	do_last();
	return status;
}

void __wrap_exit(int status)
{
	if (!running)
		__real_exit(status);
	if (!status)
		fuzz_fail("ended with success before its time", "");
	longjmp(back, status);
}

int __wrap_atexit(void (*function)(void))
{
	if (!running)
		return __real_atexit(function);
	if (last)
		fuzz_fail("more than one function at the end", "");
	last = function;
	return 0;
}

void __wrap_err(int status, const char *format, ...)
{
	(void)format;
	__wrap_exit(status);
}

void __wrap_errx(int status, const char *format, ...)
{
	(void)format;
	__wrap_exit(status);
}

void __wrap_warn(const char *format, ...)
{
	(void)format;
}

void __wrap_warnx(const char *format, ...)
{
	(void)format;
}

void fuzz_fail(const char *why, const char *text)
{
	/* The program may have put stderr elsewhere. */
	dprintf(STDERR_FILENO, "finding: %s: %s\n", why, text);
	abort();
}
