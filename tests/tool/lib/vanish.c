// SPDX-License-Identifier: GPL-2.0-only
/* Preloaded: what VANISH names has gone when somebody asks whether it is there. */
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

int faccessat(int dir, const char *path, int mode, int flags);

int faccessat(int dir, const char *path, int mode, int flags)
{
	int (*real)(int dir, const char *path, int mode, int flags) =
		dlsym(RTLD_NEXT, "faccessat");

	if (strcmp(path, getenv("VANISH")))
		return real(dir, path, mode, flags);
	errno = ENOENT;
	return -1;
}
