// SPDX-License-Identifier: GPL-2.0-only
/* The ancestors of a process. */
#include <stdio.h>

#include "read/file.h"
#include "read/lineage.h"
#include "read/status.h"
#include "xalloc.h"

static uintmax_t read_parent(int proc, uintmax_t pid)
{
	char path[64], status[STATUS_MAX];

	snprintf(path, sizeof(path), "%ju/status", pid);
	file_read(proc, path, status, sizeof(status));
	return status_number(status, "PPid").value;
}

bool lineage_has(const struct lineage *lineage, uintmax_t pid)
{
	for (size_t i = 0; i < lineage->n; i++)
		if (lineage->pids[i] == pid)
			return true;
	return false;
}

void lineage_read(int proc, uintmax_t pid, struct lineage *lineage)
{
	*lineage = (struct lineage){ 0 };
	/* Ids may be reused while this reads them: the loop must still end. */
	while (pid && !lineage_has(lineage, pid)) {
		lineage->pids = xgrow(lineage->pids, lineage->n, sizeof(pid));
		lineage->pids[lineage->n++] = pid;
		pid = read_parent(proc, pid);
	}
}

void lineage_free(struct lineage *lineage)
{
	free(lineage->pids);
}

uintmax_t lineage_below(const struct lineage *lineage, uintmax_t pid)
{
	for (size_t i = 1; i < lineage->n; i++)
		if (lineage->pids[i] == pid)
			return lineage->pids[i - 1];
	return 0;
}
