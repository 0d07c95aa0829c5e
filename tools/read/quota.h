/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_QUOTA_H
#define PIPESCOPE_QUOTA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "read/host.h"
#include "read/sysfs.h"

/**
 * struct quota - the limits on a user's pipe pages; 0 means none
 * @soft: above it, unprivileged processes get small pipes
 * @hard: above it, unprivileged processes cannot create pipes
 */
struct quota {
	struct number soft;
	struct number hard;
};

/**
 * struct user - a uid's pipes, in all namespaces
 * @uid: the uid, host's view
 * @pipes: its tracked pipes
 * @pages: their pages
 * @kernel: its pages by the kernel's own count, which the limits apply to
 */
struct user {
	uintmax_t uid;
	struct number pipes;
	struct number pages;
	struct number kernel;
};

/**
 * quota_read() - read the limits
 * @quota: filled in
 * @host: the host
 */
void quota_read(struct quota *quota, const struct host *host);

/**
 * quota_percent() - express pages as a percentage of the soft limit
 * @pages: the pages, by the kernel's count if that is known
 * @quota: the limits
 *
 * Return: the percentage, rounded up, so that above 100 the limit is exceeded;
 * unknown if there is no limit
 */
struct number quota_percent(struct number pages, const struct quota *quota);

/**
 * quota_read_user() - read a uid's pipes and pages
 * @user: filled in
 * @host: the host
 * @uid: the uid
 *
 * Return: false if the uid is no longer listed
 */
bool quota_read_user(struct user *user, const struct host *host, uintmax_t uid);

#endif /* PIPESCOPE_QUOTA_H */
