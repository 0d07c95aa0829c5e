/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_MODULE_H
#define PIPESCOPE_MODULE_H

#include "commands/doctor/findings.h"
#include "read/host.h"

/**
 * module_check_probes() - check that the module has placed all its probes
 * @module: the module's directory
 * @findings: findings are added
 */
void module_check_probes(int module, struct findings *findings);

/**
 * module_check_health() - check that the module reports nothing as missed
 * @host: the host
 * @findings: findings are added
 */
void module_check_health(const struct host *host, struct findings *findings);

/**
 * module_absent() - read the names of the functions that are not probed
 * @module: the module's directory
 * @names: filled in; PS_FUNCTIONS_NAMES_SIZE bytes
 */
void module_absent(int module, char *names);

#endif /* PIPESCOPE_MODULE_H */
