/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_QUOTA_H
#define PIPESCOPE_QUOTA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "read/host.h"
#include "read/sysfs.h"

/**
 * struct quota - limits of a user's pipe pages; 0 means none
 * @soft: above it, new pipes of unprivileged processes are small
 * @hard: above it, they cannot create pipes
 */
struct quota {
	struct number soft;
	struct number hard;
};

/**
 * struct user - what a uid has, in all namespaces
 * @uid: the uid, host's view
 * @pipes: pipes that are tracked
 * @pages: their pages
 * @kernel: pages by the kernel's own count, which it compares with the limits
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
 * quota_percent() - how much of the soft limit pages are
 * @pages: pages, by the kernel's count if that is known
 * @quota: the limits
 *
 * Return: the percentage, rounded up: more than 100 is over the limit; unknown
 * if there is no limit
 */
struct number quota_percent(struct number pages, const struct quota *quota);

/**
 * quota_read_user() - read what a uid has
 * @user: filled in
 * @host: the host
 * @uid: the uid
 *
 * Return: false if it has gone
 */
bool quota_read_user(struct user *user, const struct host *host, uintmax_t uid);

#endif /* PIPESCOPE_QUOTA_H */
