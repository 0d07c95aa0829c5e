// SPDX-License-Identifier: GPL-2.0-only
/* Each user's pipes in each pid namespace. */
#include <stdio.h>
#include <unistd.h>

#include "read/file.h"
#include "read/inits.h"
#include "read/shares.h"
#include "xalloc.h"

static int compare_shares(const void *a, const void *b)
{
	const struct share *x = a, *y = b;

	if (x->uid != y->uid)
		return x->uid < y->uid ? -1 : 1;
	/* The largest first. */
	if (x->pages.value != y->pages.value)
		return x->pages.value > y->pages.value ? -1 : 1;
	return (x->inum > y->inum) - (x->inum < y->inum);
}

static void read_share(int dir, struct share *share)
{
	char path[64];

	snprintf(path, sizeof(path), "users/%ju/pipes", share->uid);
	sysfs_number(dir, path, &share->pipes);
	snprintf(path, sizeof(path), "users/%ju/pages", share->uid);
	sysfs_number(dir, path, &share->pages);
}

void shares_add(struct shares *shares, int dir, const struct share *namespace)
{
	uintmax_t *uids;
	ssize_t n = file_list_numbers(dir, "users", &uids);

	for (ssize_t i = 0; i < n; i++) {
		struct share share = *namespace;

		share.uid = uids[i];
		read_share(dir, &share);
		if (share.pipes.known && !share.pipes.value)
			continue;
		shares->array = xgrow(shares->array, shares->n, sizeof(share));
		shares->array[shares->n++] = share;
	}
	free(uids);
}

void shares_read(const struct host *host, bool with_inits,
		 struct shares *shares)
{
	uintmax_t *inums, *inits = NULL;
	size_t n = sysfs_list(host->module, "namespaces", &inums);

	*shares = (struct shares){ 0 };
	if (with_inits)
		inits = inits_find(host->proc, inums, n);
	for (size_t i = 0; i < n; i++) {
		const struct share namespace = {
			.owner = i,
			.inum = inums[i],
			.init = inits ? inits[i] : 0,
		};
		int dir = sysfs_open(host->module, "namespaces", inums[i]);

		if (dir < 0)
			continue;
		shares_add(shares, dir, &namespace);
		close(dir);
	}
	free(inits);
	free(inums);
	if (shares->n)
		qsort(shares->array, shares->n, sizeof(*shares->array),
		      compare_shares);
}
