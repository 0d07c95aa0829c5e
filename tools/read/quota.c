// SPDX-License-Identifier: GPL-2.0-only
/* Users' pipe pages, and the limits on them. */
#include <unistd.h>

#include "read/quota.h"

void quota_read(struct quota *quota, const struct host *host)
{
	sysfs_number(host->proc, "sys/fs/pipe-user-pages-soft", &quota->soft);
	sysfs_number(host->proc, "sys/fs/pipe-user-pages-hard", &quota->hard);
}

struct number quota_percent(struct number pages, const struct quota *quota)
{
	uintmax_t soft = quota->soft.value;
	struct number percent = { 0 };

	percent.known = pages.known && quota->soft.known && soft;
	if (percent.known)
		percent.value = (pages.value * 100 + soft - 1) / soft;
	return percent;
}

bool quota_read_user(struct user *user, const struct host *host, uintmax_t uid)
{
	int dir = sysfs_open(host->module, "users", uid);

	if (dir < 0)
		return false;
	*user = (struct user){ .uid = uid };
	sysfs_number(dir, "pipes", &user->pipes);
	sysfs_number(dir, "pages", &user->pages);
	sysfs_number(dir, "pages_kernel", &user->kernel);
	close(dir);
	return sysfs_exists(host->module, "users", uid);
}
