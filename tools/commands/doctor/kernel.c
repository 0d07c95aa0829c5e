// SPDX-License-Identifier: GPL-2.0-only
/* What the kernel, and other users of it, do to probes and probed functions. */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "commands/doctor/kernel.h"
#include "commands/doctor/probed.h"
#include "read/file.h"
#include "read/sysfs.h"

#define ENABLED		"debug/kprobes/enabled"
#define LIST		"debug/kprobes/list"
#define FUNCTIONS	"tracing/enabled_functions"
#define LIVEPATCH	"livepatch"

/* Causes and remedies. */
#define REARM "re-arm the module: write 0, then 1 to /sys/kernel/pipescope/armed"
#define TURNED_OFF \
	"kprobes are turned off in the kernel, so no probe fires: " \
	"write 1 to /sys/kernel/debug/kprobes/enabled, then check that " \
	"/sys/kernel/pipescope/armed is 1"
#define REDIRECTED \
	"other code runs in place of %.*s, so its probes do not fire: see " \
	"/sys/kernel/tracing/enabled_functions"
#define PATCHED \
	"livepatch %s replaces %.*s, so its probes do not fire: " \
	"unload the module, and load it again once the patch is removed"

/* Returns whether a line shows a problem, and describes that in @why. */
typedef bool (*line_fn)(const char *line, char *why);

bool kernel_kprobes_off(int kernel)
{
	struct number enabled;

	sysfs_number(kernel, ENABLED, &enabled);
	return enabled.known && !enabled.value;
}

/* "ADDRESS  k  FUNCTION+0xOFFSET    [DISABLED]" */
static bool probe_is_off(const char *line, char *why)
{
	bool gone = strstr(line, "[GONE]");
	char name[64];

	if ((!gone && !strstr(line, "[DISABLED]")) ||
	    sscanf(line, "%*s %*s %63[^+ ]", name) != 1 ||
	    !probed_find(name, strlen(name)))
		return false;
	snprintf(why, REASON_MAX, "the kernel has %s a probe on %s: " REARM,
		 gone ? "dropped" : "disabled", name);
	return true;
}

/* "FUNCTION (COUNT) R I D	...": I means that other code runs in its place */
static bool is_redirected(const char *line, char *why)
{
	size_t len = strcspn(line, " ");
	const char *flag = strchr(line, ')');

	if (!flag || !probed_find(line, len))
		return false;
	while (*++flag == ' ' || isupper((unsigned char)*flag)) {
		if (*flag != 'I')
			continue;
		snprintf(why, REASON_MAX, REDIRECTED, (int)len, line);
		return true;
	}
	return false;
}

/* Returns 0, 1 if there is a problem, or a negative errno. */
static int search_file(int kernel, const char *path, line_fn is_problem,
		       char *why)
{
	int fd = openat(kernel, path, O_RDONLY | O_CLOEXEC);
	FILE *file = fd < 0 ? NULL : fdopen(fd, "r");
	bool found = false;
	char *line = NULL;
	size_t size = 0;

	if (!file)
		return -errno;
	while (!found && getline(&line, &size, file) >= 0)
		found = is_problem(line, why);
	free(line);
	fclose(file);
	return found;
}

/* A patch has a directory "FUNCTION,POSITION" for each function it replaces. */
static bool search_patch(int patches, const char *patch, char *why)
{
	struct dirent **objects;
	bool found = false;
	char path[300];
	int n;

	snprintf(path, sizeof(path), "%s/vmlinux", patch);
	n = scandirat(patches, path, &objects, NULL, alphasort);
	for (int i = 0; i < n; i++) {
		const char *name = objects[i]->d_name;
		size_t len = strcspn(name, ",");

		if (probed_find(name, len)) {
			found = true;
			snprintf(why, REASON_MAX, PATCHED, patch, (int)len,
				 name);
		}
		free(objects[i]);
	}
	if (n >= 0)
		free(objects);
	return found;
}

static int search_patches(int kernel, char *why)
{
	int dir = openat(kernel, LIVEPATCH, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *patches = dir < 0 ? NULL : fdopendir(dir);
	bool found = false;
	struct dirent *patch;

	/* Kernels without livepatch lack the directory. */
	if (!patches)
		return errno == ENOENT ? 0 : -errno;
	while (!found && (patch = readdir(patches)))
		found = patch->d_name[0] != '.' &&
			search_patch(dir, patch->d_name, why);
	closedir(patches);
	return found;
}

/* @rc is the result of a search. */
static void add_search(struct findings *findings, const char *check,
		       bool proven, int rc, const char *path, const char *why)
{
	if (proven)
		findings_add(findings, check, RESULT_OK, "%s", "");
	else if (rc < 0)
		findings_add(findings, check, RESULT_NOT_CHECKED,
			     "cannot read /sys/kernel/%s: %s", path,
			     strerror(-rc));
	else
		findings_add(findings, check,
			     rc ? RESULT_FAILED : RESULT_OK, "%s",
			     rc ? why : "");
}

void kernel_check_kprobes(int kernel, bool proven, struct findings *findings)
{
	struct number enabled;
	int rc = sysfs_number(kernel, ENABLED, &enabled);

	add_search(findings, "kprobes", proven, rc ? rc : !enabled.value,
		   ENABLED, TURNED_OFF);
}

void kernel_check(int kernel, bool proven, struct findings *findings)
{
	char why[REASON_MAX];
	int rc;

	kernel_check_kprobes(kernel, proven, findings);
	rc = search_file(kernel, LIST, probe_is_off, why);
	add_search(findings, "probes-enabled", proven, rc, LIST, why);
	rc = search_patches(kernel, why);
	add_search(findings, "livepatch", proven, rc, LIVEPATCH, why);
	rc = search_file(kernel, FUNCTIONS, is_redirected, why);
	add_search(findings, "functions", proven, rc, FUNCTIONS, why);
}
