/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_KERNEL_H
#define PIPESCOPE_KERNEL_H

#include <stdbool.h>

#include "commands/doctor/findings.h"

/*
 * What /sys/kernel says about probes. Parts of it may be missing, or the user
 * may not be permitted to read them.
 */

/**
 * kernel_kprobes_off() - whether all kprobes are turned off
 * @kernel: /sys/kernel
 *
 * Return: true if so; false if not, or if unknown
 */
bool kernel_kprobes_off(int kernel);

/**
 * kernel_check_kprobes() - check whether all kprobes are turned off
 * @kernel: /sys/kernel
 * @proven: probes are known to fire
 * @findings: a finding is added
 */
void kernel_check_kprobes(int kernel, bool proven, struct findings *findings);

/**
 * kernel_check() - look for reasons why the module's probes might not fire
 * @kernel: /sys/kernel
 * @proven: probes are known to fire, so such reasons do not matter
 * @findings: findings are added
 */
void kernel_check(int kernel, bool proven, struct findings *findings);

#endif /* PIPESCOPE_KERNEL_H */
