// SPDX-License-Identifier: GPL-2.0-only
/* Chooses the namespaces that have series of their own. */
#include <stdbool.h>
#include <unistd.h>

#include "commands/export/ranking.h"
#include "xalloc.h"

/* The keys that namespaces are ranked by. */
enum {
	BY_STALLED,
	BY_PAGES,
	BY_TIME,
	N_KEYS
};

static const char *const files[N_KEYS] = {
	[BY_STALLED] = "writers_stalled",
	[BY_PAGES] = "pages",
	[BY_TIME] = "blocked_usec",
};

struct ranked {
	uintmax_t inum;
	uintmax_t keys[N_KEYS];
	bool chosen;
};

static void read_keys(struct ranked *candidate, const struct host *host)
{
	int dir = sysfs_open(host->module, "namespaces", candidate->inum);
	struct number number;

	if (dir < 0)
		return;
	for (size_t i = 0; i < N_KEYS; i++) {
		sysfs_number(dir, files[i], &number);
		candidate->keys[i] = number.value;
	}
	close(dir);
}

static int compare_ranked(const void *a, const void *b, void *key)
{
	const struct ranked *x = *(struct ranked *const *)a;
	const struct ranked *y = *(struct ranked *const *)b;
	size_t i = *(const size_t *)key;

	if (x->keys[i] != y->keys[i])
		return x->keys[i] > y->keys[i] ? -1 : 1;
	return (x->inum > y->inum) - (x->inum < y->inum);
}

/* Returns the candidates, sorted by descending keys. */
static struct ranked **rank_by(struct ranked *candidates, size_t n,
			       size_t key)
{
	struct ranked **ranking = xcalloc(n, sizeof(*ranking));

	for (size_t i = 0; i < n; i++)
		ranking[i] = &candidates[i];
	qsort_r(ranking, n, sizeof(*ranking), compare_ranked, &key);
	return ranking;
}

/* Without stalled writers or block times, these keys choose no namespace. */
static void choose_by_turns(struct ranked *candidates, size_t n, size_t top)
{
	struct ranked **rankings[N_KEYS];
	size_t next[N_KEYS] = { 0 };

	for (size_t key = 0; key < N_KEYS; key++)
		rankings[key] = rank_by(candidates, n, key);
	for (size_t turn = 0, left = top; left; turn++) {
		size_t key = turn % N_KEYS;
		struct ranked **ranking = rankings[key];

		while (next[key] < n && ranking[next[key]]->chosen)
			next[key]++;
		if (next[key] == n ||
		    (key != BY_PAGES && !ranking[next[key]]->keys[key]))
			continue;
		ranking[next[key]]->chosen = true;
		left--;
	}
	for (size_t key = 0; key < N_KEYS; key++)
		free(rankings[key]);
}

size_t ranking_choose(const struct host *host, uintmax_t *inums, size_t n,
		      size_t top)
{
	struct ranked *candidates;
	size_t chosen = 0;

	if (n <= top)
		return n;
	candidates = xcalloc(n, sizeof(*candidates));
	for (size_t i = 0; i < n; i++) {
		candidates[i].inum = inums[i];
		read_keys(&candidates[i], host);
	}
	choose_by_turns(candidates, n, top);
	for (size_t i = 0; i < n; i++)
		if (candidates[i].chosen)
			inums[chosen++] = candidates[i].inum;
	free(candidates);
	return chosen;
}
