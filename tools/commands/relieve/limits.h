/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_LIMITS_H
#define PIPESCOPE_LIMITS_H

#include <stdbool.h>
#include <stdint.h>

#include "commands/relieve/outcome.h"
#include "read/host.h"
#include "read/quota.h"
#include "read/sysfs.h"

/**
 * struct limits - the limits on a pipe's size
 * @max_size: pipe-max-size, in bytes
 * @quota: the limits on a user's slots
 * @uid: the user that the pipe is accounted to
 * @pages: that user's slots, by the kernel's own count
 * @over_size: this program may exceed @max_size
 * @over_pages: this program may exceed @quota
 */
struct limits {
	struct number max_size;
	struct quota quota;
	struct number uid;
	struct number pages;
	bool over_size;
	bool over_pages;
};

/**
 * limits_read() - read the limits on a pipe's size
 * @limits: filled in
 * @host: the host
 * @uid: the user that the pipe is accounted to
 */
void limits_read(struct limits *limits, const struct host *host,
		 struct number uid);

/**
 * limits_allow() - whether the kernel will let a pipe grow
 * @limits: the limits
 * @before: the pipe's size now, in bytes
 * @after: its planned size
 * @outcome: set if a limit would be exceeded
 *
 * Return: true if no limit would be exceeded
 */
bool limits_allow(const struct limits *limits, uintmax_t before,
		  uintmax_t after, struct outcome *outcome);

/**
 * limits_explain() - explain why the kernel did not let a pipe grow
 * @limits: the limits
 * @before: the pipe's size now, in bytes
 * @after: its planned size
 * @outcome: set
 *
 * Return: false
 */
bool limits_explain(const struct limits *limits, uintmax_t before,
		    uintmax_t after, struct outcome *outcome);

#endif /* PIPESCOPE_LIMITS_H */
