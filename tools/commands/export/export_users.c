// SPDX-License-Identifier: GPL-2.0-only
/* The pipes of some uids, the sum of all others, and the limits. */
#include "commands/export/export_users.h"
#include "read/quota.h"
#include "xalloc.h"

static const struct family families[] = {
	{ "pipescope_user_pipes", "gauge", NULL,
		"Pipes of a user that are tracked." },
	{ "pipescope_user_pages", "gauge", NULL,
		"Slots of the pipes of a user that are tracked." },
	{ "pipescope_user_kernel_pages", "gauge", NULL,
		"Slots of the pipes of a user by the kernel's own count." },
};

static const struct family soft = {
	"pipescope_user_pages_soft_limit", "gauge", NULL,
	"pipe-user-pages-soft: above it, new pipes are small; 0 is no limit."
};

static const struct family hard = {
	"pipescope_user_pages_hard_limit", "gauge", NULL,
	"pipe-user-pages-hard: above it, no pipe can be created; 0 is no limit."
};

/* Must match the order of families. */
static struct number number_of(const struct user *user, size_t family)
{
	const struct number numbers[] = { user->pipes, user->pages, user->kernel };

	return numbers[family];
}

static int compare_users(const void *a, const void *b)
{
	const struct user *x = a, *y = b;

	if (x->kernel.value != y->kernel.value)
		return x->kernel.value > y->kernel.value ? -1 : 1;
	return (x->uid > y->uid) - (x->uid < y->uid);
}

/* The largest first. */
static struct user *read_users(const struct host *host, size_t *n)
{
	uintmax_t *uids;
	size_t n_uids = sysfs_list(host->module, "users", &uids);
	struct user *users = xcalloc(n_uids, sizeof(*users));

	*n = 0;
	for (size_t i = 0; i < n_uids; i++)
		*n += quota_read_user(&users[*n], host, uids[i]);
	free(uids);
	qsort(users, *n, sizeof(*users), compare_users);
	return users;
}

static void export_one(const struct export *export, const char *name,
		       const char *uid, struct number number)
{
	const struct label label = { "uid", uid };
	char *labels = metrics_labels(&label, 1);

	series_number(export, name, labels, number, 0);
	free(labels);
}

static void export_family(const struct export *export,
			  const struct user *users, size_t n, size_t family)
{
	const char *name = families[family].name;
	struct number rest = { 0, true };

	metrics_family(export->out, &families[family]);
	for (size_t i = 0; i < n; i++) {
		struct number number = number_of(&users[i], family);
		char uid[24];

		snprintf(uid, sizeof(uid), "%ju", users[i].uid);
		if (i < export->top)
			export_one(export, name, uid, number);
		else
			rest.value += number.value;
	}
	export_one(export, name, SERIES_OTHER, rest);
}

void export_users(const struct export *export)
{
	struct quota quota;
	struct user *users;
	size_t n;

	users = read_users(export->host, &n);
	for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++)
		export_family(export, users, n, i);
	free(users);
	quota_read(&quota, export->host);
	metrics_family(export->out, &soft);
	series_number(export, soft.name, NULL, quota.soft, 0);
	metrics_family(export->out, &hard);
	series_number(export, hard.name, NULL, quota.hard, 0);
}
