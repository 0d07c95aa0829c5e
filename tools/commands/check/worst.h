/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_WORST_H
#define PIPESCOPE_WORST_H

#include "read/host.h"
#include "read/proc.h"
#include "read/quota.h"

/**
 * struct worst - the worst stall and user; unknown members could not be read
 * @stalled: number of stalled writers
 * @tid: the one that has been blocked longest, 0 if there is none
 * @comm: its name
 * @usec: how long it has been blocked, 0 if there is none
 * @uid: the uid that uses the most of its quota
 * @pages: its pages by the kernel's own count; also unknown if there is no such
 *	uid
 * @percent: these as a percentage of the soft limit, 0 without pages or limit
 * @quota: the limits
 */
struct worst {
	struct number stalled;
	uintmax_t tid;
	char comm[PROC_COMM_MAX];
	struct number usec;
	uintmax_t uid;
	struct number pages;
	struct number percent;
	struct quota quota;
};

/**
 * worst_read() - read the values that a check compares
 * @worst: filled in
 * @host: the host
 *
 * Reads one file per stalled writer and per uid, however many namespaces there
 * are.
 *
 * Return: NULL, or why something is unknown
 */
const char *worst_read(struct worst *worst, const struct host *host);

#endif /* PIPESCOPE_WORST_H */
