/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_PROVE_PIPE_H
#define PIPESCOPE_PROVE_PIPE_H

#include <stdbool.h>

#include "commands/doctor/proof.h"

/**
 * prove_pipe() - check a new pipe, its size, and its user's pages
 * @proof: the proof, before any pipe was created
 *
 * Return: false if no pipe could be created
 */
bool prove_pipe(struct proof *proof);

/**
 * prove_end() - check the end of a pipe with data in it
 * @proof: the proof; afterwards no pipe is left
 */
void prove_end(struct proof *proof);

#endif /* PIPESCOPE_PROVE_PIPE_H */
