/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_PROVE_H
#define PIPESCOPE_PROVE_H

#include "commands/doctor/findings.h"
#include "read/host.h"

/**
 * prove_all() - make pipes and writers that block, and see whether they are shown
 * @host: the host
 * @findings: where to say what came of it
 */
void prove_all(const struct host *host, struct findings *findings);

#endif /* PIPESCOPE_PROVE_H */
