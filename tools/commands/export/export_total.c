// SPDX-License-Identifier: GPL-2.0-only
/* The sum of the counters of all namespaces. */
#include "commands/export/export_total.h"

void export_total(const struct export *export)
{
	struct counters_family family;

	for (int id = 0; id < COUNTERS_SIMPLE; id++) {
		counters_family(&family, id, false);
		metrics_family(export->out, &family.family);
		series_number(export, family.name, NULL,
			      export->total.values[id], counters_digits(id));
	}
	counters_family(&family, COUNTERS_SIMPLE, false);
	metrics_family(export->out, &family.family);
	series_histogram(export, family.name, NULL, &export->total);
}
