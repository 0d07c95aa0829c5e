// SPDX-License-Identifier: GPL-2.0-only
#include <linux/cache.h>
#include <linux/types.h>

#include "compat/sendfile.h"
#include "text/symbol.h"

/*
 * sendfile(2) to a pipe splices the file's pages into it, which is done by
 * splice_file_to_pipe(). Where there is no such function, as in 5.10, it splices
 * them into a pipe of the task's, and writes from there.
 */
bool ps_sendfile_writes __read_mostly;

/**
 * ps_compat_sendfile_init() - find out how sendfile(2) does it
 *
 * Context: may sleep.
 */
void ps_compat_sendfile_init(void)
{
	static const char *const names[] = { "splice_file_to_pipe", NULL };
	struct ps_symbol function;

	ps_sendfile_writes = ps_symbol_find(names, &function);
}
