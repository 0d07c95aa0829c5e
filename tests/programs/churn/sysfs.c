// SPDX-License-Identifier: GPL-2.0-only
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "churn.h"

/* False if the file is not there, or no more. */
bool sysfs_number(const char *directory, const char *file, long long *value)
{
	char path[300];
	FILE *stream;
	bool good;

	snprintf(path, sizeof(path), "%s/%s", directory, file);
	stream = fopen(path, "r");
	if (!stream)
		return false;
	good = fscanf(stream, "%lld", value) == 1;
	fclose(stream);
	return good;
}

/* Until a visit says no. A directory that is not there has nothing to visit. */
bool sysfs_each(const char *directory, bool (*visit)(const char *path, void *data), void *data)
{
	DIR *stream = opendir(directory);
	struct dirent *entry;
	bool good = true;
	char path[300];

	while (stream && good && (entry = readdir(stream))) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "%s/%s", directory, entry->d_name);
		good = visit(path, data);
	}
	if (stream)
		closedir(stream);
	return good;
}
