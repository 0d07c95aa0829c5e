/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_PREVIOUS_H
#define PIPESCOPE_PREVIOUS_H

#include <stdint.h>

#include "output/metrics.h"

/**
 * previous_read() - read the export before this one
 * @path: the file that it was written to
 *
 * Return: its text, to be freed by the caller; empty if there is none
 */
char *previous_read(const char *path);

/**
 * previous_keep() - keep a counter from going down
 * @previous: the text of the export before
 * @name: the metric's name
 * @labels: its labels, as metrics_labels() returned
 * @value: its value now
 *
 * Return: the value, or the one before if that is higher
 */
struct value previous_keep(const char *previous, const char *name,
			   const char *labels, struct value value);

/**
 * previous_turn() - tell how often the namespaces that are shown have changed
 * @previous: the text of the export before
 * @set: what stands for those that are shown now, 16 hexadecimal digits
 *
 * Both are in the label "except", see struct shown_list.
 *
 * Return: the number in the export before, or the next one if that showed others;
 * 0 if there is none
 */
uintmax_t previous_turn(const char *previous, const char *set);

#endif /* PIPESCOPE_PREVIOUS_H */
