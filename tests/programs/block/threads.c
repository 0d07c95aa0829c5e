// SPDX-License-Identifier: GPL-2.0-only
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "block.h"

pid_t thread_only(struct scene *scene)
{
	return scene->pid;
}

static bool is_named(const struct scene *scene, const char *tid, const char *name)
{
	char path[64], comm[16] = "";
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/task/%.10s/comm", scene->pid, tid);
	file = fopen(path, "r");
	if (file) {
		if (!fgets(comm, sizeof(comm), file))
			comm[0] = '\0';
		fclose(file);
	}
	return !strncmp(comm, name, strlen(name));
}

/* Another thread than the first, whose name begins with @name; 0 if none. */
static pid_t other(const struct scene *scene, const char *name)
{
	struct dirent *entry;
	char path[32];
	pid_t tid = 0;
	DIR *tasks;

	snprintf(path, sizeof(path), "/proc/%d/task", scene->pid);
	tasks = opendir(path);
	while (tasks && !tid && (entry = readdir(tasks))) {
		if (atoi(entry->d_name) != scene->pid && entry->d_name[0] != '.' &&
		    is_named(scene, entry->d_name, name))
			tid = atoi(entry->d_name);
	}
	if (tasks)
		closedir(tasks);
	return tid;
}

pid_t thread_other(struct scene *scene)
{
	return other(scene, "");
}

pid_t thread_closed(struct scene *scene)
{
	char tid[12];

	snprintf(tid, sizeof(tid), "%d", scene->pid);
	return is_named(scene, tid, CLOSED) ? thread_other(scene) : 0;
}

pid_t thread_uring(struct scene *scene)
{
	return other(scene, "iou-wrk");
}
