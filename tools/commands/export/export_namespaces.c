// SPDX-License-Identifier: GPL-2.0-only
/* The counters of some namespaces, and the sum of all others. */
#include "commands/export/export_namespaces.h"
#include "commands/export/export_shares.h"
#include "commands/export/previous.h"
#include "commands/export/shown.h"
#include "xalloc.h"

static const struct family info = {
	"pipescope_namespace_info", "gauge", NULL,
	"The command of a pid namespace's init process."
};

static void export_info(const struct export *export,
			const struct shown_list *list)
{
	metrics_family(export->out, &info);
	for (size_t i = 0; i < list->n; i++) {
		const struct shown *shown = &list->array[i];
		char *labels = shown_labels(shown, "command", shown->comm);

		metrics_write(export->out, info.name, labels,
			      (struct value){ .number = 1 });
		free(labels);
	}
}

static void keep_higher(const struct export *export, const char *name,
			const char *labels, struct number *number, int digits)
{
	struct value value = { number->value, digits };

	value = previous_keep(export->previous, name, labels, value);
	number->value = value.number;
}

static void keep_histogram(const struct export *export,
			   struct shown_list *list)
{
	struct number *values = list->rest.values;
	struct counters_family family;
	char name[128];

	counters_family(&family, COUNTERS_SIMPLE, true);
	snprintf(name, sizeof(name), "%s_bucket", family.name);
	for (int i = 0; i < COUNTERS_BUCKETS; i++) {
		struct number *bucket = &values[COUNTER_BUCKETS + i];
		char *labels = series_bucket_labels(list->rest_set_labels, i);

		keep_higher(export, name, labels, bucket, 0);
		free(labels);
		/*
		 * None is too high, so a bucket lower than the one before is
		 * too low.
		 */
		if (i && bucket[0].value < bucket[-1].value)
			bucket[0].value = bucket[-1].value;
	}
	snprintf(name, sizeof(name), "%s_sum", family.name);
	keep_higher(export, name, list->rest_set_labels,
		    &values[COUNTER_BLOCKED_USEC],
		    counters_digits(COUNTER_BLOCKED_USEC));
}

/* See struct shown_list. */
static void keep_rest(const struct export *export, struct shown_list *list)
{
	struct counters_family family;

	for (int id = 0; id < COUNTERS_SIMPLE; id++) {
		if (!counters_only_grow(id))
			continue;
		counters_family(&family, id, true);
		keep_higher(export, family.name, list->rest_set_labels,
			    &list->rest.values[id], counters_digits(id));
	}
	keep_histogram(export, list);
}

static void export_simple(const struct export *export,
			  const struct shown_list *list, int id)
{
	int digits = counters_digits(id);
	struct counters_family family;

	counters_family(&family, id, true);
	metrics_family(export->out, &family.family);
	for (size_t i = 0; i < list->n; i++)
		series_number(export, family.name, list->array[i].labels,
			      list->array[i].counters.values[id], digits);
	if (counters_add_up(id))
		series_number(export, family.name,
			      counters_only_grow(id) ? list->rest_set_labels :
						       list->rest_labels,
			      list->rest.values[id], digits);
}

static void export_times(const struct export *export,
			 const struct shown_list *list)
{
	struct counters_family family;

	counters_family(&family, COUNTERS_SIMPLE, true);
	metrics_family(export->out, &family.family);
	for (size_t i = 0; i < list->n; i++)
		series_histogram(export, family.name, list->array[i].labels,
				 &list->array[i].counters);
	series_histogram(export, family.name, list->rest_set_labels,
			 &list->rest);
}

void export_namespaces(const struct export *export)
{
	struct shown_list list;

	shown_read(&list, export);
	keep_rest(export, &list);
	export_info(export, &list);
	for (int id = 0; id < COUNTERS_SIMPLE; id++)
		export_simple(export, &list, id);
	export_times(export, &list);
	export_shares(export, &list);
	shown_free(&list);
}
