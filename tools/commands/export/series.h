/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_SERIES_H
#define PIPESCOPE_SERIES_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "commands/export/counters.h"
#include "output/metrics.h"
#include "read/host.h"
#include "read/sysfs.h"

/* Label value of the series that stands for all that have none of their own. */
#define SERIES_OTHER "other"

/**
 * struct export - an export that is being made
 * @out: where the metrics go to
 * @host: the host
 * @top: so many namespaces, users, and users in namespaces have own series
 * @previous: the text of the export before, empty if there is none
 * @epoch: since when counters are counted, see shown_epoch(); taken first
 * @total: counters of all namespaces, read before those of single ones
 */
struct export {
	FILE *out;
	const struct host *host;
	size_t top;
	const char *previous;
	uint64_t epoch;
	struct counters total;
};

/**
 * series_number() - export a metric if it is known
 * @export: the export
 * @name: its name
 * @labels: its labels, or NULL
 * @number: the value, times a power of ten
 * @digits: that power, see struct value
 */
void series_number(const struct export *export, const char *name,
		   const char *labels, struct number number, int digits);

/**
 * series_bucket_labels() - make labels of a bucket of block times
 * @labels: the labels beside "le", or NULL
 * @bucket: which, see counters_bucket()
 *
 * Return: as metrics_labels()
 */
char *series_bucket_labels(const char *labels, int bucket);

/**
 * series_histogram() - export block times if they are known
 * @export: the export
 * @name: the family's name
 * @labels: the labels beside "le", or NULL
 * @counters: where the times are
 */
void series_histogram(const struct export *export, const char *name,
		      const char *labels, const struct counters *counters);

#endif /* PIPESCOPE_SERIES_H */
