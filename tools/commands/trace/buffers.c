// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reads the trace buffers of all CPUs. tracefs_iterate_raw_events() would
 * create pipes each time, and then report them as events.
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
 * struct source - the buffer of a CPU
 * @file: the file that pages of events are read from, NULL if there is no such
 *	CPU
 * @page: the last page read
 * @kbuf: the decoder of the page
 * @data: the next event, NULL if there is none left in the page
 * @ts: the time of that event
 * @empty: there were no more pages
 * @overrun: number of lost events reported so far
 * @lost: number of lost events to report with the next event
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
/* Later events wait until the other buffers have been read once more. */
static unsigned long long until;
/* The source of the last event. */
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
 * A page records that events before it were lost, but their number only if it
 * had room. The count may include later losses: they are reported too early,
 * but once.
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
 * A CPU whose buffer was read before may have an earlier event by now. An event
 * too far in the future has a wrong time and does not wait.
 */
static bool is_later(unsigned long long ts)
{
	return ts > until && ts - until < NSEC_PER_SEC;
}

bool buffers_next(struct tep_record *record)
{
	/*
	 * Advances only now: the last event's data was in use until this call.
	 */
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
