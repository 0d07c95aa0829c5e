/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_PROVE_WAITS_H
#define PIPESCOPE_PROVE_WAITS_H

#include "commands/doctor/proof.h"

/**
 * prove_waits() - check writers in write(2), splice(2) and open(2) of a FIFO
 * @proof: the proof; afterwards its pipe is full
 */
void prove_waits(struct proof *proof);

#endif /* PIPESCOPE_PROVE_WAITS_H */
