// SPDX-License-Identifier: GPL-2.0-only
/* Cgroups of a recorded tree, and whether they are frozen. */
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "claim.h"
#include "read/cgroup.h"

#define V1	"11:freezer:/a/b\n4:cpu,cpuacct:/c\n"
#define V2	"0::/a/b\n"

static void claim_path(const char *cgroups, const char *controller,
		       const char *want)
{
	char got[16];
	bool found = cgroup_find(cgroups, controller, got, sizeof(got));

	claim(*controller ? controller : "v2", cgroups, found ? got : "none",
	      want);
}

static void test_paths(void)
{
	claim_path(V1 V2, "", "/a/b");
	claim_path(V1 V2, "freezer", "/a/b");
	claim_path(V1 V2, "cpu", "/c");
	claim_path(V1 V2, "cpuacct", "/c");
	claim_path(V1 V2, "cpua", "none");
	claim_path(V1, "", "none");
	claim_path("0::/", "", "/");
	claim_path("1:name=systemd:/x\n0::/y", "", "/y");
	claim_path("0::/a:b/c:/d", "", "/a:b/c:/d");
	claim_path("1:pids:/x:freezer:/y\n", "freezer", "none");
	claim_path("0::/exactly15bytes", "", "/exactly15bytes");
	claim_path("0::/nearly 16 bytes", "", "none");
	claim_path("1:cpux/y:/z\n", "cpu", "none");
	claim_path("0:/x", "", "none");
	claim_path(":/x", "", "none");
	claim_path("::/x", "", "/x");
	claim_path("/", "", "none");
	claim_path("0::", "", "none");
	claim_path("", "", "none");
}

static void put(const char *path, const char *text)
{
	char parent[PATH_MAX];
	FILE *file;

	for (const char *slash = path; (slash = strchr(slash, '/')); slash++) {
		snprintf(parent, sizeof(parent), "%.*s", (int)(slash - path), path);
		mkdir(parent, 0755);
	}
	file = fopen(path, "w");
	if (!file || fputs(text, file) < 0 || fclose(file))
		abort();
}

static void claim_frozen(const char *cgroups, const char *want)
{
	struct host host = { .cgroup = open("sys", O_PATH | O_CLOEXEC) };
	struct number frozen;
	int task;

	put("task/cgroup", cgroups);
	task = open("task", O_PATH | O_CLOEXEC);
	frozen = cgroup_frozen(&host, task);
	close(task);
	close(host.cgroup);
	claim("frozen", cgroups, !frozen.known ? "unknown" :
	      frozen.value ? "yes" : "no", want);
}

static void test_frozen(void)
{
	put("sys/a/b/cgroup.events", "populated 1\nfrozen 1\n");
	put("sys/a/warm/cgroup.events", "populated 1\nfrozen 0\n");
	put("sys/a/old/cgroup.events", "populated 1\n");
	put("sys/unified/hybrid/cgroup.events", "frozen 1\npopulated 1\n");
	put("sys/freezer/a/b/freezer.state", "THAWED\n");
	put("sys/freezer/cold/freezer.state", "FROZEN\n");
	put("sys/freezer/cooling/freezer.state", "FREEZING\n");
	put("sys/...dots/cgroup.events", "frozen 1\n");
	put("outside/cgroup.events", "frozen 1\n");
	claim_frozen(V2, "yes");
	claim_frozen("0::/a/warm\n", "no");
	claim_frozen("0::/a/old\n", "unknown");
	claim_frozen("0::/hybrid\n", "yes");
	claim_frozen("0::/...dots\n", "yes");
	claim_frozen("9:freezer:/a/b\n0::/nowhere\n", "no");
	claim_frozen("9:freezer:/a/b\n0::/hybrid\n", "yes");
	claim_frozen("9:freezer:/cold\n0::/\n", "yes");
	claim_frozen("9:freezer:/cooling\n", "yes");
	claim_frozen("0::/\n", "unknown");
	claim_frozen("0::/../outside\n", "unknown");
	claim_frozen("0::/a/../../outside\n", "unknown");
	claim_frozen("", "unknown");
}

int main(void)
{
	test_paths();
	test_frozen();
	return claims_status();
}
