/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_HOST_H
#define PIPESCOPE_HOST_H

#include <stdbool.h>

#include "read/sysfs.h"

/**
 * struct host - the machine that is looked at
 * @module: /sys/kernel/pipescope
 * @proc: /proc
 * @cgroup: /sys/fs/cgroup, -1 if it is not there
 * @recorded: it is a recorded tree: its links lead nowhere, only their text
 *	counts
 * @abi: of the module
 * @armed: the module has its probes in place
 */
struct host {
	int module;
	int proc;
	int cgroup;
	bool recorded;
	struct number abi;
	struct number armed;
};

/**
 * host_try() - open the module's directory and /proc if they can be read
 * @host: filled in
 * @sysroot: prefix of a recorded tree, or NULL for this machine
 *
 * Ends the program if something is wrong beside the module.
 *
 * Return: false if the module is not there (then @module of @host is -1) or
 * speaks another ABI; host_close() is due in any case
 */
bool host_try(struct host *host, const char *sysroot);

/**
 * host_open() - open the module's directory and /proc
 * @host: filled in
 * @sysroot: prefix of a recorded tree, or NULL for this machine
 *
 * Ends the program with one clear line if the module is not there or speaks
 * another ABI, and warns if it is disarmed.
 */
void host_open(struct host *host, const char *sysroot);

/**
 * host_close() - undo host_open()
 * @host: the host
 */
void host_close(const struct host *host);

/**
 * host_module_gone() - whether the module was unloaded since host_open()
 * @host: the host
 *
 * Return: true if so
 */
bool host_module_gone(const struct host *host);

#endif /* PIPESCOPE_HOST_H */
