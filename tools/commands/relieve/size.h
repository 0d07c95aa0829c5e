/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_SIZE_H
#define PIPESCOPE_SIZE_H

#include <stdbool.h>
#include <stdint.h>

#include "commands/relieve/limits.h"
#include "commands/relieve/target.h"

/* The largest pipe that the kernel can create. */
#define SIZE_MAX_BYTES ((uintmax_t)1 << 31)

/**
 * size_parse() - parse a size from the command line
 * @text: a number of bytes; K, M or G after it make it KiB, MiB or GiB
 * @size: set to the size, in bytes
 *
 * Return: false if it is not valid, or not from 1 to SIZE_MAX_BYTES
 */
bool size_parse(const char *text, uintmax_t *size);

/**
 * size_round() - round a size as the kernel does
 * @size: in bytes, SIZE_MAX_BYTES at most
 *
 * Return: the next power of 2, at least a page
 */
uintmax_t size_round(uintmax_t size);

/**
 * size_needed() - the size that certainly lets the writer's call finish, if the
 * call copies its data
 * @target: the writer
 *
 * Some of the call's data may already be in the pipe; this assumes none is.
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
 * At least twice the size, since less would hardly help, and enough for the
 * writer's call to finish. But at most pipe-max-size, even if this program may
 * exceed it: the user must ask for more than the administrator allows. If twice
 * the size is over that limit, it is twice the size.
 *
 * Return: bytes, a size that the kernel does not round
 */
uintmax_t size_choose(const struct target *target, uintmax_t before,
		      const struct limits *limits);

#endif /* PIPESCOPE_SIZE_H */
