/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_MODULE_H
#define PIPESCOPE_MODULE_H

#include "commands/doctor/findings.h"
#include "read/host.h"

/* More than probes/absent holds. */
#define ABSENT_MAX 160

/**
 * module_check_probes() - whether the module could place all its probes
 * @module: the module's directory
 * @findings: where to say it
 */
void module_check_probes(int module, struct findings *findings);

/**
 * module_check_health() - whether the module knows that it has missed something
 * @host: the host
 * @findings: where to say it
 */
void module_check_health(const struct host *host, struct findings *findings);

/**
 * module_absent() - read which functions are not probed
 * @module: the module's directory
 * @names: filled in; ABSENT_MAX bytes
 */
void module_absent(int module, char *names);

#endif /* PIPESCOPE_MODULE_H */
