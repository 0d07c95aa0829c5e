/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_END_H
#define PIPESCOPE_END_H

#include <stdbool.h>

#include "commands/relieve/outcome.h"
#include "commands/relieve/target.h"
#include "read/holders.h"

/**
 * struct end - an open file of the pipe, got from a process that has it open
 * @fd: this program's descriptor of it, to be closed soon: as long as it is
 *	open, those at the other end do not see that all others have closed it
 * @of: whose it is
 */
struct end {
	int fd;
	struct holder of;
};

/**
 * end_to_write() - get the writer's end, or another one if that is not to be had
 * @end: filled in
 * @target: the writer
 * @host: the host
 * @outcome: set if there is none
 *
 * Return: whether there is one
 */
bool end_to_write(struct end *end, const struct target *target,
		  const struct host *host, struct outcome *outcome);

/**
 * end_to_read() - get a read end
 * @end: filled in
 * @target: the writer
 * @host: the host
 * @outcome: set if there is none
 *
 * Return: whether there is one
 */
bool end_to_read(struct end *end, const struct target *target,
		 const struct host *host, struct outcome *outcome);

#endif /* PIPESCOPE_END_H */
