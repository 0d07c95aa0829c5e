/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_KERNEL_H
#define PIPESCOPE_KERNEL_H

#include <stdbool.h>

#include "commands/doctor/findings.h"

/*
 * What the kernel does with probes, by /sys/kernel. Not all of it need be there
 * or permitted to be read.
 */

/**
 * kernel_kprobes_off() - whether somebody has switched off all kprobes
 * @kernel: /sys/kernel
 *
 * Return: true if so; false if that is not known
 */
bool kernel_kprobes_off(int kernel);

/**
 * kernel_check_kprobes() - look whether they are switched off
 * @kernel: /sys/kernel
 * @proven: hits were seen to arrive
 * @findings: where to say it
 */
void kernel_check_kprobes(int kernel, bool proven, struct findings *findings);

/**
 * kernel_check() - look for what makes the module's probes deaf
 * @kernel: /sys/kernel
 * @proven: hits were seen to arrive, so that what is found makes no difference
 * @findings: where to say it
 */
void kernel_check(int kernel, bool proven, struct findings *findings);

#endif /* PIPESCOPE_KERNEL_H */
