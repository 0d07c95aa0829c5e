/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_CHECK_FACTS_H
#define PIPESCOPE_CHECK_FACTS_H

#include "read/host.h"
#include "read/proc.h"
#include "read/users.h"

/**
 * struct facts - what a check is about; what is not known could not be read
 * @stalled: writers stalled now
 * @tid: the one of them that has been blocked longest, 0 if there is none
 * @comm: its name
 * @usec: how long it has been blocked, 0 if there is none
 * @uid: the uid that uses most of its quota
 * @pages: its pages by the kernel's own count, unknown also if there is none
 * @percent: of the soft limit, 0 if nobody has pages or there is no limit
 * @quota: the limits
 */
struct facts {
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
 * facts_read() - read what a check is about
 * @facts: filled in
 * @host: the host
 *
 * Takes a file for each stalled writer and for each uid, however many
 * namespaces there are.
 *
 * Return: NULL, or why something is not known
 */
const char *facts_read(struct facts *facts, const struct host *host);

#endif /* PIPESCOPE_CHECK_FACTS_H */
