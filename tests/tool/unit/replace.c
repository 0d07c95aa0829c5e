// SPDX-License-Identifier: GPL-2.0-only
/* Files that are replaced, while others do the same. */
#include <sys/wait.h>
#include <unistd.h>

#include "claim.h"
#include "commands/export/replace.h"
#include "read/file.h"

#define PATH "a.prom"

/* As another process does it, from its beginning to its end. */
static void replace(const char *text)
{
	struct replacement file;

	replace_begin(&file, PATH);
	replace_end(&file, text, strlen(text));
}

/* One that has begun already, and that may end the program. */
static int end_late(const struct replacement *file, const char *text)
{
	pid_t pid;
	int status;

	fflush(stdout);
	pid = fork();
	if (!pid) {
		/* What it says is not what is tried. */
		fclose(stderr);
		replace_end(file, text, strlen(text));
		_exit(0);
	}
	waitpid(pid, &status, 0);
	return status;
}

static void claim_late(const char *name, const struct replacement *file,
		       bool wins)
{
	int status = end_late(file, "late");
	char text[8];

	file_read(AT_FDCWD, PATH, text, sizeof(text));
	claim("replace", name, text, wins ? "late" : "first");
	claim("replace succeeds", name, status ? "no" : "yes",
	      wins ? "yes" : "no");
}

int main(void)
{
	struct replacement file;

	replace_begin(&file, PATH);
	claim_late("a new file", &file, true);
	replace_begin(&file, PATH);
	claim_late("nobody else", &file, true);
	replace_begin(&file, PATH);
	replace("first");
	claim_late("somebody was faster", &file, false);
	replace_begin(&file, PATH);
	unlink(PATH);
	claim_late("what was there is gone", &file, true);
	unlink(PATH);
	replace_begin(&file, PATH);
	replace("first");
	claim_late("somebody was the first", &file, false);
	return claims_status();
}
