// SPDX-License-Identifier: GPL-2.0-only
/* Series of values that may be unknown. */
#include "commands/export/series.h"
#include "xalloc.h"

void series_number(const struct export *export, const char *name,
		   const char *labels, struct number number, int digits)
{
	struct value value = { number.value, digits };

	if (number.known)
		metrics_write(export->out, name, labels, value);
}

char *series_bucket_labels(const char *labels, int bucket)
{
	bool more = labels && *labels;
	char *text;

	if (asprintf(&text, "%s%sle=\"%s\"", more ? labels : "",
		     more ? "," : "", counters_bucket(bucket)) < 0)
		err(exit_failure, "out of memory");
	return text;
}

void series_histogram(const struct export *export, const char *name,
		      const char *labels, const struct counters *counters)
{
	const struct number *values = counters->values;
	const struct number *buckets = &values[COUNTER_BUCKETS];
	char part[128];

	/* A histogram is complete or missing. */
	if (!buckets->known || !values[COUNTER_BLOCKED_USEC].known)
		return;
	snprintf(part, sizeof(part), "%s_bucket", name);
	for (int i = 0; i < COUNTERS_BUCKETS; i++) {
		char *bucket = series_bucket_labels(labels, i);

		series_number(export, part, bucket, buckets[i], 0);
		free(bucket);
	}
	snprintf(part, sizeof(part), "%s_sum", name);
	series_number(export, part, labels, values[COUNTER_BLOCKED_USEC],
		      counters_digits(COUNTER_BLOCKED_USEC));
	snprintf(part, sizeof(part), "%s_count", name);
	series_number(export, part, labels, buckets[COUNTERS_BUCKETS - 1], 0);
}
