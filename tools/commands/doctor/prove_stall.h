/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_PROVE_STALL_H
#define PIPESCOPE_PROVE_STALL_H

#include "commands/doctor/proof.h"

/**
 * prove_stall() - check a writer blocked for longer than the threshold
 * @proof: the proof
 * @writer: the reply of the step that blocked the writer in write(2)
 */
void prove_stall(struct proof *proof, const struct reply *writer);

#endif /* PIPESCOPE_PROVE_STALL_H */
