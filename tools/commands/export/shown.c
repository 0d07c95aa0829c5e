// SPDX-License-Identifier: GPL-2.0-only
/* The namespaces that have series of their own, and the rest. */
#include <sys/stat.h>
#include <unistd.h>

#include "commands/export/previous.h"
#include "commands/export/ranking.h"
#include "commands/export/shown.h"
#include "read/file.h"
#include "read/inits.h"
#include "xalloc.h"

/* FNV-1a: the hash need not resist attacks. */
#define HASH_START	0xcbf29ce484222325u
#define HASH_FACTOR	0x100000001b3u

char *shown_labels(const struct shown *shown, const char *name,
		   const char *value)
{
	char inum[24];
	const struct label labels[] = {
		{ "namespace", inum },
		{ "container", shown->container.id },
		{ "pod", shown->container.pod },
		{ name, value },
	};

	snprintf(inum, sizeof(inum), "%ju", shown->inum);
	return metrics_labels(labels, sizeof(labels) / sizeof(*labels));
}

static void read_init(struct shown *shown, const struct host *host,
		      uintmax_t init)
{
	int task = init ? proc_open_task(host->proc, init, init) : -1;

	if (task < 0)
		return;
	proc_comm(host->proc, init, shown->comm);
	proc_container(task, &shown->container);
	close(task);
}

/*
 * The namespace's number may be reused, but the inode of its sysfs directory is
 * always new. Returns false if the namespace has disappeared.
 */
static bool read_namespace(struct shown_list *list, struct shown *shown,
			   const struct host *host)
{
	int dir = sysfs_open(host->module, "namespaces", shown->inum);
	size_t n_shares = list->shares.n;
	struct number pipes;
	struct stat status;
	bool there;

	if (dir < 0)
		return false;
	counters_read(&shown->counters, dir);
	shares_add(&list->shares, dir, &(struct share){ .owner = list->n });
	/* If it can still be read, it has existed all the time. */
	there = !fstat(dir, &status) && !sysfs_number(dir, "pipes", &pipes);
	/* There may be more namespaces than this process may open files. */
	close(dir);
	if (there)
		shown->instance = status.st_ino;
	else
		list->shares.n = n_shares;
	return there;
}

static void add_namespace(struct shown_list *list, const struct host *host,
			  uintmax_t inum, uintmax_t init)
{
	struct shown *shown = &list->array[list->n];

	shown->inum = inum;
	if (!read_namespace(list, shown, host))
		return;
	read_init(shown, host, init);
	shown->labels = shown_labels(shown, "", "");
	list->n++;
}

static uint64_t hash_byte(uint64_t sum, unsigned char byte)
{
	return (sum ^ byte) * HASH_FACTOR;
}

static uint64_t hash_number(uint64_t sum, uintmax_t number)
{
	for (int i = 0; i < 64; i += 8)
		sum = hash_byte(sum, number >> i);
	return sum;
}

uint64_t shown_epoch(const struct host *host)
{
	uint64_t sum = HASH_START;
	struct stat status;
	uintmax_t *inums;
	char boot[64];
	size_t n;
	int dir;

	file_read(host->proc, "sys/kernel/random/boot_id", boot, sizeof(boot));
	for (const char *p = boot; *p; p++)
		sum = hash_byte(sum, *p);
	n = sysfs_list(host->module, "namespaces", &inums);
	dir = n ? sysfs_open(host->module, "namespaces", inums[0]) : -1;
	free(inums);
	if (dir < 0)
		return sum;
	/* This is the initial namespace: its number is the lowest. */
	if (!fstat(dir, &status))
		sum = hash_number(sum, status.st_ino);
	close(dir);
	return sum;
}

static void label_rest(struct shown_list *list, const struct export *export)
{
	uint64_t set = export->epoch;
	char text[40];
	const struct label labels[] = {
		{ "namespace", SERIES_OTHER },
		{ "except", text },
	};

	for (size_t i = 0; i < list->n; i++) {
		set = hash_number(set, list->array[i].inum);
		set = hash_number(set, list->array[i].instance);
	}
	snprintf(text, sizeof(text), "%016jx", (uintmax_t)set);
	snprintf(text + 16, sizeof(text) - 16, "-%ju",
		 previous_turn(export->previous, text));
	list->rest_labels = metrics_labels(labels, 1);
	list->rest_set_labels = metrics_labels(labels, 2);
}

void shown_read(struct shown_list *list, const struct export *export)
{
	const struct host *host = export->host;
	uintmax_t *inums, *inits;
	size_t n = sysfs_list(host->module, "namespaces", &inums);

	n = ranking_choose(host, inums, n, export->top);
	inits = inits_find(host->proc, inums, n);
	*list = (struct shown_list){
		.array = xcalloc(n, sizeof(*list->array)),
		.rest = export->total,
	};
	for (size_t i = 0; i < n; i++)
		add_namespace(list, host, inums[i], inits[i]);
	for (size_t i = 0; i < list->n; i++)
		counters_rest(&list->rest, &list->array[i].counters);
	label_rest(list, export);
	free(inits);
	free(inums);
}

void shown_free(struct shown_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		free(list->array[i].labels);
	free(list->array);
	free(list->shares.array);
	free(list->rest_labels);
	free(list->rest_set_labels);
}
