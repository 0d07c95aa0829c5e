/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_END_H
#define PIPESCOPE_END_H

#include <stdbool.h>

#include "commands/relieve/outcome.h"
#include "commands/relieve/target.h"
#include "read/holders.h"

/**
 * struct end - one end of the pipe, obtained from a process that has it open
 * @fd: this program's descriptor, to be closed soon: while it is open, the
 *	other end does not see that all others have closed this one
 * @of: the process it was obtained from
 */
struct end {
	int fd;
	struct holder of;
};

/**
 * end_to_write() - get the writer's end, or else a read end
 * @end: filled in
 * @target: the writer
 * @host: the host
 * @outcome: set on failure
 *
 * Return: true on success
 */
bool end_to_write(struct end *end, const struct target *target,
		  const struct host *host, struct outcome *outcome);

/**
 * end_to_read() - get a read end
 * @end: filled in
 * @target: the writer
 * @host: the host
 * @outcome: set on failure
 *
 * Return: true on success
 */
bool end_to_read(struct end *end, const struct target *target,
		 const struct host *host, struct outcome *outcome);

#endif /* PIPESCOPE_END_H */
