// SPDX-License-Identifier: GPL-2.0-only
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "block.h"

#define DEFAULT_BYTES 65536

static unsigned int namespace_of(const char *process)
{
	struct stat status = { };
	char path[40];

	snprintf(path, sizeof(path), "/proc/%s/ns/pid", process);
	stat(path, &status);
	return status.st_ino;
}

/* The last number of the line NSpid: that in its own namespace. */
static int own_tid(const struct scene *scene)
{
	char path[64], line[256], *number;
	FILE *file;
	int tid = 0;

	snprintf(path, sizeof(path), "/proc/%d/task/%d/status", scene->pid, scene->tid);
	file = fopen(path, "r");
	while (file && fgets(line, sizeof(line), file)) {
		number = strrchr(line, '\t');
		if (!strncmp(line, "NSpid:", 6) && number)
			sscanf(number, "%d", &tid);
	}
	if (file)
		fclose(file);
	return tid;
}

static int bytes_of(const struct scene *scene)
{
	int bytes = fcntl(scene->ends[0], F_GETPIPE_SZ);

	return bytes < 0 ? DEFAULT_BYTES : bytes;
}

void facts_print(const struct scene *scene)
{
	struct stat status = { };
	char pid[12];

	snprintf(pid, sizeof(pid), "%d", scene->pid);
	fstat(scene->ends[1], &status);
	printf("pid=%d tid=%d ns_tid=%d namespace=%u pipe_namespace=%u ", scene->pid, scene->tid,
	       own_tid(scene), namespace_of(pid), namespace_of("self"));
	printf("fd=%d inode=%lu slots=%ld\n", scene->ends[1], (unsigned long)status.st_ino,
	       bytes_of(scene) / sysconf(_SC_PAGESIZE));
	fflush(stdout);
}
