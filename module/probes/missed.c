// SPDX-License-Identifier: GPL-2.0-only
/*
 * Counts probe hits that the kernel could not deliver. place.c registers the
 * probes here, because it depends on handlers, which read the count as well.
 */
#include <linux/compiler.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>

#include "core/requests.h"
#include "probes/functions.h"
#include "probes/group.h"
#include "probes/missed.h"

#define MAX_SOURCES (PS_NR_FUNCTIONS * (PS_GROUP_MAX + 1))

/**
 * struct source - a placed probe
 * @probe: the probe
 * @instances: for a return probe, its number of calls without a free instance;
 *	else NULL
 */
struct source {
	const struct kprobe *probe;
	const int *instances;
};

/**
 * struct source_list - placed probes whose misses have the same consequences
 * @sources: the probes
 * @nr: number of probes; stored after the new probe, and read before any
 */
struct source_list {
	struct source sources[MAX_SOURCES];
	unsigned int nr;
};

/* A miss in @of_pipes may lose a pipe or its size. */
static struct source_list of_pipes, of_others;
/* Misses in @of_pipes for which a walk has been requested. */
static unsigned long noted;

static void watch_source(struct source source, bool pipes)
{
	struct source_list *list = pipes ? &of_pipes : &of_others;

	if (WARN_ON_ONCE(list->nr == MAX_SOURCES))
		return;
	list->sources[list->nr] = source;
	/* Handlers already run. Pairs with count_missed(). */
	smp_store_release(&list->nr, list->nr + 1);
}

/**
 * ps_missed_watch() - start counting the misses of a placed probe
 * @probe: the probe
 * @pipes: a miss may lose a pipe or its size
 *
 * Context: may sleep; one caller at a time.
 */
void ps_missed_watch(const struct kprobe *probe, bool pipes)
{
	watch_source((struct source) { .probe = probe }, pipes);
}

/**
 * ps_missed_watch_return() - start counting the misses of a placed return probe
 * @probe: the probe
 * @pipes: a miss may lose a pipe or its size
 *
 * Context: may sleep; one caller at a time.
 */
void ps_missed_watch_return(const struct kretprobe *probe, bool pipes)
{
	watch_source((struct source) {
		.probe = &probe->kp,
		.instances = &probe->nmissed,
	}, pipes);
}

/**
 * ps_missed_forget() - stop counting, before the probes are removed
 *
 * A preempted reader may still read a removed probe: they are static.
 *
 * Context: may sleep; one caller at a time.
 */
void ps_missed_forget(void)
{
	WRITE_ONCE(of_pipes.nr, 0);
	WRITE_ONCE(of_others.nr, 0);
	WRITE_ONCE(noted, 0);
}

static unsigned long count_missed(const struct source_list *list)
{
	/* Pairs with watch_source(): each probe is read after the number. */
	unsigned int nr = smp_load_acquire(&list->nr);
	unsigned long missed = 0;
	const int *instances;
	unsigned int i;

	for (i = 0; i < nr; i++) {
		instances = READ_ONCE(list->sources[i].instances);
		missed += READ_ONCE(list->sources[i].probe)->nmissed;
		if (instances)
			missed += *instances;
	}
	return missed;
}

/**
 * ps_missed_count() - count the hits that the kernel could not deliver
 *
 * Context: any.
 * Return: the number since arming; 0 while disarmed.
 */
u64 ps_missed_count(void)
{
	return count_missed(&of_pipes) + count_missed(&of_others);
}

/**
 * ps_missed_note() - request a walk if a pipe may have been missed
 *
 * Called regularly as pipes are created, by the worker, and when a user reads
 * the number: if the last pipe was missed, no later hit would reveal it.
 *
 * Context: any but NMI.
 */
void ps_missed_note(void)
{
	unsigned long missed = count_missed(&of_pipes);

	if (likely(missed == READ_ONCE(noted)))
		return;
	WRITE_ONCE(noted, missed);
	ps_requests_add(PS_REQUEST_PIPES);
}
