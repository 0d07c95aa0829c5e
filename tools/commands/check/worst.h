/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_WORST_H
#define PIPESCOPE_WORST_H

#include "read/host.h"
#include "read/proc.h"
#include "read/quota.h"

/**
 * struct worst - what a check is about; what is not known could not be read
 * @stalled: writers stalled now
 * @tid: the one of them that has been blocked longest, 0 if there is none
 * @comm: its name
 * @usec: how long it has been blocked, 0 if there is none
 * @uid: the uid that uses most of its quota
 * @pages: its pages by the kernel's own count, unknown also if there is none
 * @percent: of the soft limit, 0 if nobody has pages or there is no limit
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
 * worst_read() - read what a check is about
 * @worst: filled in
 * @host: the host
 *
 * Takes a file for each stalled writer and for each uid, however many
 * namespaces there are.
 *
 * Return: NULL, or why something is not known
 */
const char *worst_read(struct worst *worst, const struct host *host);

#endif /* PIPESCOPE_WORST_H */
