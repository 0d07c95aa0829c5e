/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_PREVIOUS_H
#define PIPESCOPE_PREVIOUS_H

#include <stdint.h>

#include "output/metrics.h"

/**
 * previous_read() - read the previous export
 * @path: the file it was written to
 *
 * Return: its text, to be freed by the caller; empty if there is none
 */
char *previous_read(const char *path);

/**
 * previous_keep() - keep a counter from decreasing
 * @previous: the text of the previous export
 * @name: the metric's name
 * @labels: its labels, as metrics_labels() returned
 * @value: its current value
 *
 * Return: the value, or the previous one if that is higher
 */
struct value previous_keep(const char *previous, const char *name,
			   const char *labels, struct value value);

/**
 * previous_turn() - count how often the set of namespaces with series has
 * changed
 * @previous: the text of the previous export
 * @set: identifies the current set, 16 hexadecimal digits
 *
 * Both are in the label "except", see struct shown_list.
 *
 * Return: the count in the previous export, incremented if its set was another;
 * 0 if there is none
 */
uintmax_t previous_turn(const char *previous, const char *set);

#endif /* PIPESCOPE_PREVIOUS_H */
