// SPDX-License-Identifier: GPL-2.0-only
/* The counters of a namespace: their files, and their families of metrics. */
#include <inttypes.h>
#include <stdio.h>

#include "commands/export/counters.h"
#include "read/file.h"

#define USEC_DIGITS 6

/* Maxima are gauges that cannot be summed. */
enum kind {
	GAUGE,
	MAXIMUM,
	COUNTER,
	HISTOGRAM,
};

static const char *const types[] = {
	[GAUGE] = "gauge",
	[MAXIMUM] = "gauge",
	[COUNTER] = "counter",
	[HISTOGRAM] = "histogram",
};

static const struct counter_info {
	const char *file;
	enum kind kind;
	const char *name;
	const char *unit;
	const char *help;
} infos[] = {
	[COUNTER_PIPES] = { "pipes", GAUGE, "pipes", NULL,
		"Pipes that exist" },
	[COUNTER_PAGES] = { "pages", GAUGE, "pages", NULL,
		"Slots of the pipes that exist, the unit of the quota" },
	[COUNTER_PAGES_PEAK] = { "pages_peak", MAXIMUM, "pages_peak", NULL,
		"Highest number of slots so far" },
	[COUNTER_BLOCKED] = { "writers_blocked", GAUGE, "blocked_writers", NULL,
		"Writers blocked now" },
	[COUNTER_STALLED] = { "writers_stalled", GAUGE, "stalled_writers", NULL,
		"Writers blocked for longer than the threshold" },
	[COUNTER_LONGEST] = { "blocked_usec_max", MAXIMUM,
		"longest_block_seconds", "seconds",
		"Longest completed wait of a writer so far" },
	[COUNTER_CREATED] = { "pipes_created", COUNTER, "pipes_created_total",
		NULL, "Pipes created" },
	[COUNTER_ADOPTED] = { "pipes_adopted", COUNTER, "pipes_adopted_total",
		NULL, "Existing pipes adopted" },
	[COUNTER_DESTROYED] = { "pipes_destroyed", COUNTER,
		"pipes_destroyed_total", NULL, "Pipes destroyed" },
	[COUNTER_SHRUNK] = { "pipes_shrunk", COUNTER, "pipes_shrunk_total",
		NULL, "Pipes created small because their user was over the soft limit" },
	[COUNTER_REFUSED] = { "pipes_refused", COUNTER, "pipes_refused_total",
		NULL, "Pipes that could not be created" },
	[COUNTER_UNREAD] = { "pipes_unread", COUNTER, "pipes_unread_total",
		NULL, "Pipes destroyed with data in them" },
	[COUNTER_UNREAD_BYTES] = { "unread_bytes", COUNTER, "unread_bytes_total",
		"bytes", "Data in pipes when they were destroyed" },
	[COUNTER_STALLS] = { "stalls", COUNTER, "stalls_total", NULL,
		"Waits of writers that became longer than the threshold" },
	[COUNTER_BLOCKED_USEC] = { "blocked_usec", HISTOGRAM,
		"block_duration_seconds", "seconds",
		"Completed waits of writers by their duration" },
};

static const char *const bounds[COUNTERS_BUCKETS] = {
	"0.001", "0.01", "0.1", "1.0", "10.0", "100.0", "1000.0", "+Inf",
};

/* All eight numbers are of the same moment. Cumulative, as metrics are. */
static void read_buckets(struct number *buckets, int dir)
{
	struct number sum = { 0, true };
	char text[256], *p = text;

	if (file_read_line(dir, "block_histogram", text, sizeof(text)) <= 0)
		return;
	for (int i = 0; i < COUNTERS_BUCKETS; i++) {
		char *end;

		sum.value += strtoumax(p, &end, 10);
		if (end == p || (*end && *end != ' '))
			break;
		p = end;
		buckets[i] = sum;
	}
	/* All are unknown if one is. */
	for (int i = 0; !buckets[COUNTERS_BUCKETS - 1].known &&
	     i < COUNTERS_BUCKETS; i++)
		buckets[i].known = false;
}

int counters_read(struct counters *counters, int dir)
{
	int rc = sysfs_number(dir, infos[0].file, &counters->values[0]);

	for (int i = 1; i <= COUNTER_BLOCKED_USEC; i++)
		sysfs_number(dir, infos[i].file, &counters->values[i]);
	for (int i = 0; i < COUNTERS_BUCKETS; i++)
		counters->values[COUNTER_BUCKETS + i] = (struct number){ 0 };
	read_buckets(&counters->values[COUNTER_BUCKETS], dir);
	return rc;
}

int counters_digits(int id)
{
	return id == COUNTER_LONGEST || id == COUNTER_BLOCKED_USEC ?
	       USEC_DIGITS : 0;
}

void counters_rest(struct counters *rest, const struct counters *part)
{
	for (int i = 0; i < COUNTERS_ALL; i++) {
		uintmax_t *left = &rest->values[i].value;
		uintmax_t taken = part->values[i].value;

		/* The two are not of the same moment. */
		*left = *left > taken ? *left - taken : 0;
	}
}

bool counters_only_grow(int id)
{
	return infos[id].kind == COUNTER;
}

bool counters_add_up(int id)
{
	return infos[id].kind != MAXIMUM;
}

void counters_family(struct counters_family *family, int id, bool by_namespace)
{
	const struct counter_info *info = &infos[id];

	snprintf(family->name, sizeof(family->name), "pipescope_%s%s",
		 by_namespace ? "namespace_" : "", info->name);
	snprintf(family->help, sizeof(family->help), "%s%s.", info->help,
		 by_namespace ? ", by pid namespace" : "");
	family->family = (struct family){
		family->name, types[info->kind], info->unit, family->help,
	};
}

const char *counters_bucket(int i)
{
	return bounds[i];
}
