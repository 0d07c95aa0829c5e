/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef DESCRIPTORS_H
#define DESCRIPTORS_H

#include <err.h>
#include <sys/resource.h>

/* What the kernel lets anybody have at most (fs.nr_open). */
#define MAX_DESCRIPTORS 1048576

static inline void raise_descriptor_limit(void)
{
	const struct rlimit limit = { MAX_DESCRIPTORS, MAX_DESCRIPTORS };

	if (setrlimit(RLIMIT_NOFILE, &limit))
		err(1, "setrlimit");
}

#endif
