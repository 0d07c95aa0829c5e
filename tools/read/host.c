// SPDX-License-Identifier: GPL-2.0-only
/* Opens the directories that facts are read from. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "read/host.h"
#include "read/sysfs.h"
#include "xalloc.h"

#define ABI 1

static int open_dir(int dir, const char *path)
{
	return openat(dir, path, O_PATH | O_DIRECTORY | O_CLOEXEC);
}

bool host_try(struct host *host, const char *sysroot)
{
	int root = open_dir(AT_FDCWD, sysroot ? sysroot : "/");

	if (root < 0)
		err(exit_failure, "cannot open %s", sysroot ? sysroot : "/");
	*host = (struct host){ .recorded = sysroot };
	host->module = open_dir(root, "sys/kernel/pipescope");
	if (host->module < 0 && errno != ENOENT)
		err(exit_failure, "cannot open /sys/kernel/pipescope");
	host->proc = open_dir(root, "proc");
	if (host->proc < 0)
		err(exit_failure, "cannot open /proc");
	host->cgroup = open_dir(root, "sys/fs/cgroup");
	close(root);
	if (host->module < 0)
		return false;
	sysfs_number(host->module, "abi", &host->abi);
	sysfs_number(host->module, "armed", &host->armed);
	return host->abi.known && host->abi.value == ABI;
}

void host_open(struct host *host, const char *sysroot)
{
	bool ready = host_try(host, sysroot);

	if (host->module < 0)
		errx(exit_failure,
		     "the module is not loaded: run 'modprobe pipescope' as root");
	if (!host->abi.known)
		errx(exit_failure, "the module does not report its ABI");
	if (!ready)
		errx(exit_failure,
		     "the module's ABI is %ju, not %d: install the matching tool",
		     host->abi.value, ABI);
	if (host->armed.known && !host->armed.value)
		warnx("the module is disarmed: run 'echo 1 >/sys/kernel/pipescope/armed'");
}

void host_close(const struct host *host)
{
	if (host->cgroup >= 0)
		close(host->cgroup);
	close(host->proc);
	if (host->module >= 0)
		close(host->module);
}

bool host_module_gone(const struct host *host)
{
	return faccessat(host->module, "abi", F_OK, 0);
}
