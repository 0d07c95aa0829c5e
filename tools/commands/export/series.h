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

/* The label value of a series that sums those without a series of their own. */
#define SERIES_OTHER "other"

/**
 * struct export - an export in progress
 * @out: where to write the metrics
 * @host: the host
 * @top: how many namespaces, users, and users in namespaces have their own
 *	series
 * @previous: text of the previous export, empty if there is none
 * @epoch: identifies when counting began, see shown_epoch(); read first
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
 * series_number() - write a metric if it is known
 * @export: the export
 * @name: its name
 * @labels: its labels, or NULL
 * @number: the value, multiplied by a power of ten
 * @digits: the exponent, see struct value
 */
void series_number(const struct export *export, const char *name,
		   const char *labels, struct number number, int digits);

/**
 * series_bucket_labels() - format the labels of a bucket of block times
 * @labels: the labels other than "le", or NULL
 * @bucket: the bucket, see counters_bucket()
 *
 * Return: as metrics_labels()
 */
char *series_bucket_labels(const char *labels, int bucket);

/**
 * series_histogram() - write block times if they are known
 * @export: the export
 * @name: the family's name
 * @labels: the labels other than "le", or NULL
 * @counters: the counters that hold the times
 */
void series_histogram(const struct export *export, const char *name,
		      const char *labels, const struct counters *counters);

#endif /* PIPESCOPE_SERIES_H */
