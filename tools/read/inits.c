// SPDX-License-Identifier: GPL-2.0-only
/* The init process of each pid namespace, which has pid 1 in it. */
#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

#include "read/file.h"
#include "read/inits.h"
#include "read/proc.h"
#include "read/status.h"
#include "xalloc.h"

static bool is_init(int proc, uintmax_t pid)
{
	char path[64], status[STATUS_MAX];
	uintmax_t ids[STATUS_NS_MAX];
	size_t n;

	snprintf(path, sizeof(path), "%ju/status", pid);
	file_read(proc, path, status, sizeof(status));
	n = status_ns_pids(status, ids);
	return n && ids[n - 1] == 1;
}

static ssize_t find_number(const uintmax_t *numbers, size_t n, uintmax_t value)
{
	size_t low = 0;

	while (low < n) {
		size_t middle = low + (n - low) / 2;

		if (numbers[middle] == value)
			return middle;
		if (numbers[middle] < value)
			low = middle + 1;
		else
			n = middle;
	}
	return -1;
}

uintmax_t *inits_find(int proc, const uintmax_t *namespaces, size_t n)
{
	uintmax_t *inits = xcalloc(n, sizeof(*inits));
	uintmax_t *pids, inum;
	ssize_t n_pids = file_list_numbers(proc, ".", &pids);

	for (ssize_t i = 0; i < n_pids; i++) {
		ssize_t at = -1;

		if (proc_namespace(proc, pids[i], &inum))
			at = find_number(namespaces, n, inum);
		if (at >= 0 && !inits[at] && is_init(proc, pids[i]))
			inits[at] = pids[i];
	}
	free(pids);
	return inits;
}
