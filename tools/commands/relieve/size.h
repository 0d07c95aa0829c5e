/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_SIZE_H
#define PIPESCOPE_SIZE_H

#include <stdbool.h>
#include <stdint.h>

#include "commands/relieve/limits.h"
#include "commands/relieve/target.h"

/* The largest pipe that the kernel can make. */
#define SIZE_MAX_BYTES ((uintmax_t)1 << 31)

/**
 * size_parse() - read a size that the user gave
 * @text: a number of bytes; K, M or G after it make it KiB, MiB or GiB
 * @size: set to the size, in bytes
 *
 * Return: false if it is none, or not from 1 to SIZE_MAX_BYTES
 */
bool size_parse(const char *text, uintmax_t *size);

/**
 * size_round() - the size that the kernel makes of another
 * @size: in bytes, SIZE_MAX_BYTES at most
 *
 * Return: the next power of 2 that is no less, and a page at least
 */
uintmax_t size_round(uintmax_t size);

/**
 * size_needed() - the size at which the writer's call ends for certain, if
 * it copies its data
 * @target: the writer
 *
 * How much of its data is in the pipe already is not known, so that this
 * takes all of it to be still outside.
 *
 * Return: bytes, unknown if it is not known how much the call writes
 */
struct number size_needed(const struct target *target);

/**
 * size_choose() - choose the size that a pipe grows to
 * @target: the writer
 * @before: the pipe's size now, in bytes
 * @limits: the limits
 *
 * Twice the size at least, as less may not be worth the trouble; and enough for
 * the writer's call to end. But no more than pipe-max-size, even if this program
 * may exceed it: what the administrator finds too much is to be asked for. Only
 * where already the double is more it is the double.
 *
 * Return: bytes, a size that the kernel does not round
 */
uintmax_t size_choose(const struct target *target, uintmax_t before,
		      const struct limits *limits);

#endif /* PIPESCOPE_SIZE_H */
