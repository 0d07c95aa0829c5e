/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_LINEAGE_H
#define PIPESCOPE_LINEAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * struct lineage - a process and its ancestors
 * @pids: their process ids: the process itself, its parent, and so on
 * @n: how many, 0 if the process has exited or is not visible
 */
struct lineage {
	uintmax_t *pids;
	size_t n;
};

/**
 * lineage_read() - find a process's ancestors
 * @proc: /proc
 * @pid: the process
 * @lineage: filled in
 */
void lineage_read(int proc, uintmax_t pid, struct lineage *lineage);

/**
 * lineage_free() - free what lineage_read() filled in
 * @lineage: the lineage
 */
void lineage_free(struct lineage *lineage);

/**
 * lineage_has() - whether a process is in a lineage
 * @lineage: the lineage
 * @pid: the process
 *
 * Return: true if it is
 */
bool lineage_has(const struct lineage *lineage, uintmax_t pid);

/**
 * lineage_below() - find the child through which a process descends
 * @lineage: the lineage
 * @pid: a process in it
 *
 * Return: the child of @pid in the lineage, 0 if there is none
 */
uintmax_t lineage_below(const struct lineage *lineage, uintmax_t pid);

#endif /* PIPESCOPE_LINEAGE_H */
