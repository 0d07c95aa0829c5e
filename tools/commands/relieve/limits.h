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
 * struct limits - what limits a pipe's size
 * @max_size: pipe-max-size, in bytes
 * @quota: the limits of a user's slots
 * @uid: the user to whom the pipe is accounted
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
 * limits_read() - read what limits a pipe's size
 * @limits: filled in
 * @host: the host
 * @uid: the user to whom the pipe is accounted
 */
void limits_read(struct limits *limits, const struct host *host,
		 struct number uid);

/**
 * limits_allow() - whether the kernel will let a pipe grow
 * @limits: the limits
 * @before: the pipe's size now, in bytes
 * @after: what it is to be
 * @outcome: set if a limit is in the way, to tell which
 *
 * Return: true if none is
 */
bool limits_allow(const struct limits *limits, uintmax_t before,
		  uintmax_t after, struct outcome *outcome);

/**
 * limits_explain() - say why the kernel did not let a pipe grow
 * @limits: the limits
 * @before: the pipe's size now, in bytes
 * @after: what it was to be
 * @outcome: set
 *
 * Return: false
 */
bool limits_explain(const struct limits *limits, uintmax_t before,
		    uintmax_t after, struct outcome *outcome);

#endif /* PIPESCOPE_LIMITS_H */
