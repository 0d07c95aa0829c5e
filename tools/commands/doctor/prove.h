/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_PROVE_H
#define PIPESCOPE_PROVE_H

#include "commands/doctor/findings.h"
#include "read/host.h"

/**
 * prove_all() - create pipes and blocked writers, and check how they are shown
 * @host: the host
 * @findings: findings are added
 */
void prove_all(const struct host *host, struct findings *findings);

#endif /* PIPESCOPE_PROVE_H */
