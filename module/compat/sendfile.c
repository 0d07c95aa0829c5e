// SPDX-License-Identifier: GPL-2.0-only
#include <linux/cache.h>
#include <linux/types.h>

#include "compat/sendfile.h"
#include "text/symbol.h"

/*
 * sendfile(2) to a pipe splices the file's pages into the pipe, in
 * splice_file_to_pipe(). Kernels without that function, such as 5.10, splice
 * the pages into the task's internal pipe and write from there.
 */
bool ps_sendfile_writes __read_mostly;

/**
 * ps_compat_sendfile_init() - find out how sendfile(2) fills a pipe
 *
 * Context: may sleep.
 */
void ps_compat_sendfile_init(void)
{
	static const char *const names[] = { "splice_file_to_pipe", NULL };
	struct ps_symbol function;

	ps_sendfile_writes = ps_symbol_find(names, &function);
}
