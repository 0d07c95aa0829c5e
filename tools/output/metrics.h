/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_METRICS_H
#define PIPESCOPE_METRICS_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/*
 * Metrics in Prometheus' text format. It is also OpenMetrics, except that HELP
 * and TYPE name counters with "_total", without which node_exporter would not
 * recognize them as counters.
 */

/**
 * struct family - metrics of one name
 * @name: the name, which ends in the unit, and in "_total" for counters
 * @type: "gauge", "counter" or "histogram"
 * @unit: "seconds" or "bytes", NULL for a count
 * @help: what it is, in one line without backslashes
 */
struct family {
	const char *name;
	const char *type;
	const char *unit;
	const char *help;
};

/**
 * struct label - a label of a metric
 * @name: its name
 * @value: any bytes; a label whose value is empty is left out
 */
struct label {
	const char *name;
	const char *value;
};

/**
 * struct value - a value of a metric
 * @number: the value, multiplied by a power of ten
 * @digits: the exponent: digits after the decimal point, 0 to 9
 */
struct value {
	uintmax_t number;
	int digits;
};

/**
 * metrics_labels() - format labels as they stand between the braces
 * @labels: the labels
 * @n: how many
 *
 * Bytes that are not UTF-8 become U+FFFD, and control characters question
 * marks, except newlines, which the format can escape.
 *
 * Return: the text, to be freed by the caller
 */
char *metrics_labels(const struct label *labels, size_t n);

/**
 * metrics_family() - write the header of a family; its metrics must follow
 * @out: the output stream
 * @family: the family
 */
void metrics_family(FILE *out, const struct family *family);

/**
 * metrics_write() - write a metric
 * @out: the output stream
 * @name: its name
 * @labels: as metrics_labels() returned, or NULL
 * @value: its value
 */
void metrics_write(FILE *out, const char *name, const char *labels,
		   struct value value);

/**
 * metrics_end() - write the marker that ends all metrics
 * @out: the output stream
 */
void metrics_end(FILE *out);

#endif /* PIPESCOPE_METRICS_H */
