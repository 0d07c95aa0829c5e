// SPDX-License-Identifier: GPL-2.0-only
/* Who uses up the quota that made a pipe small. */
#include <stdio.h>
#include <unistd.h>

#include "commands/explain/pipe.h"
#include "commands/explain/process.h"
#include "commands/explain/usage.h"

bool usage_concerns(const struct writer_facts *facts)
{
	return facts->pipe.uid.known &&
	       pipe_creation(facts) == CREATION_SHRUNK;
}

/* Of each user, the namespaces with the most slots come first. */
static void find_shares(const struct shares *shares, uintmax_t uid,
			struct usage *usage)
{
	size_t first = 0;

	while (first < shares->n && shares->array[first].uid != uid)
		first++;
	if (first < shares->n)
		usage->shares = &shares->array[first];
	while (usage->n < USAGE_NAMESPACES && first + usage->n < shares->n &&
	       usage->shares[usage->n].uid == uid)
		usage->n++;
}

static void read_pages(const struct host *host, uintmax_t uid,
		       struct usage *usage)
{
	char path[64];

	snprintf(path, sizeof(path), "users/%ju/pages_kernel", uid);
	sysfs_number(host->module, path, &usage->pages);
	quota_read(&usage->quota, host);
}

void usage_read(const struct host *host, struct writer_facts *facts, size_t n,
		struct shares *shares)
{
	bool any = false;

	*shares = (struct shares){ 0 };
	for (size_t i = 0; i < n; i++)
		any |= usage_concerns(&facts[i]);
	if (any)
		shares_read(host, true, shares);
	for (size_t i = 0; i < n; i++) {
		if (!usage_concerns(&facts[i]))
			continue;
		find_shares(shares, facts[i].pipe.uid.value, &facts[i].usage);
		read_pages(host, facts[i].pipe.uid.value, &facts[i].usage);
	}
}

bool usage_init(const struct host *host, const struct share *share,
		struct process *init)
{
	int task = -1;

	if (share->init)
		task = proc_open_task(host->proc, share->init, share->init);
	if (task < 0)
		return false;
	process_read(host, share->init, task, init);
	close(task);
	return true;
}
