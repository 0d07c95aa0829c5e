/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_PROVE_PIPE_H
#define PIPESCOPE_PROVE_PIPE_H

#include <stdbool.h>

#include "commands/doctor/proof.h"

/**
 * prove_pipe() - a pipe, its size, and its user's pages
 * @proof: the proof, in which no pipe was made
 *
 * Return: false if there is no pipe
 */
bool prove_pipe(struct proof *proof);

/**
 * prove_end() - the end of a pipe with data in it
 * @proof: the proof; no pipe is left afterwards
 */
void prove_end(struct proof *proof);

#endif /* PIPESCOPE_PROVE_PIPE_H */
