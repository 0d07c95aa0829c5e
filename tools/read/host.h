/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PIPESCOPE_HOST_H
#define PIPESCOPE_HOST_H

#include <stdbool.h>

#include "read/sysfs.h"

/**
 * struct host - the machine being examined
 * @module: /sys/kernel/pipescope
 * @proc: /proc
 * @cgroup: /sys/fs/cgroup, -1 if it is missing
 * @recorded: this is a recorded tree: links in it are not followed
 * @abi: the module's ABI
 * @armed: whether the module's probes are in place
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
 * host_try() - open the module's directory and /proc, if the module is usable
 * @host: filled in
 * @sysroot: prefix of a recorded tree, or NULL for this machine
 *
 * Ends the program if anything but the module is at fault.
 *
 * Return: false if the module is not loaded (then @module of @host is -1) or
 * has another ABI; host_close() is needed in either case
 */
bool host_try(struct host *host, const char *sysroot);

/**
 * host_open() - open the module's directory and /proc
 * @host: filled in
 * @sysroot: prefix of a recorded tree, or NULL for this machine
 *
 * Ends the program with a one-line message if the module is not loaded or has
 * another ABI, and warns if it is disarmed.
 */
void host_open(struct host *host, const char *sysroot);

/**
 * host_close() - close what host_open() opened
 * @host: the host
 */
void host_close(const struct host *host);

/**
 * host_module_gone() - whether the module has been unloaded since host_open()
 * @host: the host
 *
 * Return: true if so
 */
bool host_module_gone(const struct host *host);

#endif /* PIPESCOPE_HOST_H */
