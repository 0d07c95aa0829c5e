// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reads the processors' buffers. tracefs_iterate_raw_events() would make pipes
 * each time, whose events it would read the next time.
 */
#include <inttypes.h>
#include <stdio.h>
#include <time.h>
#include <traceevent/kbuffer.h>
#include <unistd.h>

#include "commands/trace/buffers.h"
#include "xalloc.h"

#define NSEC_PER_SEC 1000000000

/**
 * struct source - a processor's buffer
 * @file: where pages of events are read from, NULL if there is no such
 *	processor
 * @page: the page read last
 * @kbuf: what finds the events in it
 * @data: the next event, NULL if the page has been read
 * @ts: its time
 * @empty: there were no more pages
 * @overrun: how many lost events were told
 * @lost: how many are to be told with the next event
 */
struct source {
	struct tracefs_cpu *file;
	void *page;
	struct kbuffer *kbuf;
	void *data;
	unsigned long long ts;
	bool empty;
	uintmax_t overrun;
	uintmax_t lost;
};

static struct tracefs_instance *instance;
static struct source *sources;
static int n_sources;
/* Later events wait until the others' buffers have been read once more. */
static unsigned long long until;
/* Whose event was read last. */
static struct source *last;

static void close_source(struct source *source)
{
	if (!source->file)
		return;
	tracefs_cpu_close(source->file);
	kbuffer_free(source->kbuf);
	free(source->page);
}

static void close_all(void)
{
	for (int cpu = 0; cpu < n_sources; cpu++)
		close_source(&sources[cpu]);
	free(sources);
}

static bool open_source(struct source *source, int cpu)
{
	source->file = tracefs_cpu_open(instance, cpu, true);
	if (!source->file)
		return false;
	source->page = xcalloc(1, tracefs_cpu_read_size(source->file));
	source->kbuf = kbuffer_alloc(KBUFFER_LSIZE_SAME_AS_HOST,
				     KBUFFER_ENDIAN_SAME_AS_HOST);
	if (!source->kbuf)
		err(exit_failure, "out of memory");
	return true;
}

void buffers_open(struct tracefs_instance *from)
{
	bool any = false;

	instance = from;
	n_sources = sysconf(_SC_NPROCESSORS_CONF);
	sources = xcalloc(n_sources, sizeof(*sources));
	atexit(close_all);
	for (int cpu = 0; cpu < n_sources; cpu++)
		any |= open_source(&sources[cpu], cpu);
	if (!any)
		err(exit_failure, "cannot open the tracefs instance's buffers");
}

static uintmax_t read_overrun(int cpu)
{
	static const char key[] = "overrun: ";
	char path[64];
	char *stats, *overrun;
	uintmax_t count = 0;

	snprintf(path, sizeof(path), "per_cpu/cpu%d/stats", cpu);
	stats = tracefs_instance_file_read(instance, path, NULL);
	overrun = stats ? strstr(stats, key) : NULL;
	if (overrun)
		count = strtoumax(overrun + strlen(key), NULL, 10);
	free(stats);
	return count;
}

/*
 * A page tells that events before it were lost, but how many only if there was
 * room. More may have been lost since: those are told too early then, but once.
 */
static void count_lost(struct source *source)
{
	uintmax_t overrun = read_overrun(source - sources);

	source->lost += overrun - source->overrun;
	source->overrun = overrun;
}

static void read_page(struct source *source)
{
	int n = tracefs_cpu_read(source->file, source->page, true);

	source->empty = n <= 0 ||
		kbuffer_load_subbuffer(source->kbuf, source->page);
	if (source->empty)
		return;
	if (kbuffer_missed_events(source->kbuf))
		count_lost(source);
	source->data = kbuffer_read_event(source->kbuf, &source->ts);
}

static void fill_source(struct source *source)
{
	while (source->file && !source->data && !source->empty)
		read_page(source);
}

void buffers_begin(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	until = now.tv_sec * (unsigned long long)NSEC_PER_SEC + now.tv_nsec;
	for (int cpu = 0; cpu < n_sources; cpu++)
		sources[cpu].empty = false;
}

static struct source *earliest_source(void)
{
	struct source *found = NULL;

	for (int cpu = 0; cpu < n_sources; cpu++) {
		struct source *source = &sources[cpu];

		fill_source(source);
		if (source->data && (!found || source->ts < found->ts))
			found = source;
	}
	return found;
}

bool buffers_pending(void)
{
	for (int cpu = 0; cpu < n_sources; cpu++)
		if (sources[cpu].data)
			return true;
	return false;
}

/*
 * Another processor, looked at before, may have an earlier one now. Nobody
 * waits for a time that cannot be right.
 */
static bool is_later(unsigned long long ts)
{
	return ts > until && ts - until < NSEC_PER_SEC;
}

bool buffers_next(struct tep_record *record)
{
	/* Its page must not be read over as long as its data is in use. */
	if (last)
		last->data = kbuffer_next_event(last->kbuf, &last->ts);
	last = earliest_source();
	if (last && is_later(last->ts))
		last = NULL;
	if (!last)
		return false;
	*record = (struct tep_record){
		.ts = last->ts,
		.missed_events = last->lost,
		.size = kbuffer_event_size(last->kbuf),
		.data = last->data,
		.cpu = last - sources,
	};
	last->lost = 0;
	return true;
}
